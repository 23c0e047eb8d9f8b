import type { Returns, RunOutcome } from "#lib/core/runner.ts";

/** Kinds of attack, as the rows of a threat table. */
export const THREATS = {
  1: "reaching the host's capabilities",
  2: "polluting the host through what it reads",
  3: "hooks: getters, thenables, conversions",
  4: "operations called with what they are not meant for",
  5: "overridden built-ins",
  6: "looking for expected values",
  7: "leaking through state and clocks",
  8: "telling a grading from a try-out",
  9: "endless work",
  10: "memory bombs",
  11: "depth",
  12: "floods of output",
  13: "odd numbers, lists and shapes",
  14: "corrupted guest memory",
} as const;

export type Hostile = {
  /** `name.ts.txt` beside this file. */
  readonly name: string;
  readonly threat: keyof typeof THREATS;
  /** What may come of it; more than one only where the size of the host's own stack or the clock decides. */
  readonly ends: readonly RunOutcome["status"][];
  /** Exports called in order; `f` twice if left out. */
  readonly calls?: readonly string[];
  readonly returns?: Returns;
  /** The last value, where there is one. */
  readonly value?: unknown;
  /** Only a watchdog outside can end it: run on a worker thread. */
  readonly thread?: true;
};

const row = (
  name: string,
  threat: Hostile["threat"],
  end: RunOutcome["status"],
  more: Partial<Hostile> = {},
): Hostile => ({
  name,
  threat,
  ends: [end],
  ...more,
});

export const HOSTILE: readonly Hostile[] = [
  row("constructor-chain", 1, "ok", { value: ["undefined".repeat(5), "undefined"] }),
  row("dynamic-import", 1, "ok", { value: "nothing" }),
  row("static-import", 1, "notParsed"),
  row("import-of-own-modules", 1, "notParsed"),
  row("other-functions", 1, "ok", { value: ["undefinedundefined", "function", "undefinedundefined"] }),
  row("walk-the-globals", 1, "ok"),
  row("proto-keys", 2, "ok"),
  row("prototype-setters", 2, "ok", { value: [0, true] }),
  row("flipping-getter", 3, "ok", { calls: ["f"], value: { a: 1, b: 1 } }),
  row("hooks", 3, "malformed", { calls: ["f"], returns: "number" }),
  row("hooks", 3, "malformed", { calls: ["f"], returns: "tensor" }),
  row("hooks", 3, "ok", { calls: ["g"], value: 0 }),
  row("thenable", 3, "malformed"),
  row("promised", 3, "malformed"),
  row("proxy", 3, "threw"),
  row("getter-loops", 3, "outOfBudget"),
  row("getter-throws", 3, "threw"),
  row("fickle-list", 3, "malformed"),
  row("foreign-objects", 4, "outOfBudget"),
  row("forged-tensor", 4, "ok", { value: [0, 0, 0] }),
  row("forged-result", 4, "malformed", { returns: "tensor" }),
  row("override-everything", 5, "ok", { value: { shape: [2, 1], data: [17, 39] } }),
  row("override-and-tell", 5, "ok", {
    calls: ["f"],
    value: { list: [1, "two", true, null, [{ shape: [2], data: [1, 1] }]], word: "ü" },
  }),
  row("override-and-tell", 5, "threw", { calls: ["f", "g"] }),
  row("override-class-prototype", 5, "ok", { value: 0 }),
  row("errors-and-stacks", 6, "ok"),
  row("remember", 7, "ok"),
  row("mutate-arguments", 7, "ok", { value: [21, 2] }),
  row("detect-harness", 8, "ok", { value: [[], false, "string", true] }),
  row("infinite-loop", 9, "outOfBudget"),
  row("uncatchable-loop", 9, "outOfBudget"),
  row("swallowed-interrupt", 9, "outOfBudget"),
  row("load-loop", 9, "outOfBudget"),
  row("microtask-loop", 9, "ok", { value: 1 }),
  row("top-level-await", 9, "threw"),
  row("generator-loop", 9, "outOfBudget"),
  row("regex-bomb", 9, "outOfBudget"),
  row("kernel-loop", 9, "outOfBudget"),
  row("text-loop", 9, "outOfBudget"),
  row("big-integer-bomb", 9, "killed", { thread: true }),
  row("native-join", 9, "killed", { thread: true }),
  row("native-index", 9, "killed", { thread: true }),
  row("array-bomb", 10, "outOfMemory"),
  row("linked-bomb", 10, "outOfMemory"),
  row("string-bomb", 10, "threw"),
  row("buffer-bomb", 10, "outOfMemory"),
  row("caught-bomb", 10, "ok", { value: 3 }),
  row("tensor-bomb", 10, "outOfMemory"),
  row("result-bomb", 10, "malformed"),
  row("huge-shapes", 10, "outOfBudget"),
  row("deep-recursion", 11, "threw"),
  row("deep-source", 11, "ok", { ends: ["ok", "killed"] }),
  row("deep-json", 11, "ok", { ends: ["ok", "killed"] }),
  row("deep-regex", 11, "ok", { ends: ["ok", "killed"] }),
  row("deep-result", 11, "malformed"),
  row("cyclic-result", 11, "malformed"),
  row("recursive-hooks", 11, "threw"),
  row("console-flood", 12, "ok", { value: 1 }),
  row("giant-error", 12, "threw"),
  row("forged-error", 12, "threw"),
  row("odd-throw", 12, "threw"),
  row("progress-flood", 12, "ok", { value: 1 }),
  row("odd-numbers", 13, "ok", {
    value: [Number.NaN, Infinity, -Infinity, -0, 5e-324, -5e-324, Number.MAX_VALUE, 0.1 + 0.2],
  }),
  row("odd-numbers", 13, "ok", {
    returns: "tensor",
    value: { shape: [8], data: [Number.NaN, Infinity, -Infinity, -0, 5e-324, -5e-324, Number.MAX_VALUE, 0.1 + 0.2] },
  }),
  row("odd-lists", 13, "malformed", { calls: ["f"], returns: "tensor" }),
  row("odd-lists", 13, "malformed", { calls: ["g"], returns: "tensor" }),
  row("odd-lists", 13, "ok", { calls: ["h"], returns: "tensor", value: { shape: [3], data: [1, 2, 3] } }),
  row("detached", 13, "ok", { returns: "tensor", value: { shape: [0], data: [] } }),
  row("wrong-shape", 13, "malformed", { returns: "tensor" }),
  row("not-a-number", 13, "malformed", { returns: "number" }),
  row("freed-tensors", 14, "ok", {
    value: [
      { shape: [], data: [2388] },
      { shape: [3], data: [400, 400, 400] },
    ],
  }),
  row("sort-corruption", 14, "ok", { value: true }),
];
