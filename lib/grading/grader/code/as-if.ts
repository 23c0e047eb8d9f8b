import type { Diagnosis } from "#lib/core/report.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";
import { multipleOf, sameEverywhere } from "../../slip/index.ts";
import type { Fields } from "../tensor-values.ts";
import { AuthorFault } from "../trusted.ts";
import { argumentsOf, type CodeContext, type SeenCases } from "./context.ts";
import { exampleSize } from "./known-values.ts";

type Values = { readonly [name: string]: Value };
type Numbers = { readonly [name: string]: number };
type Given = { readonly values: Values; readonly options: Numbers };

/** One change of what the solution is given. Null where the case is too small for it. */
type Change = {
  readonly id: string;
  readonly words: string;
  readonly next: string;
  readonly of: (given: Given, m: number | null) => Given | null;
  /** What is left of a mean over the examples may still be divided by the number of all. */
  readonly mayScale?: boolean;
};

const CASES = 5;

/**
 * A check of the answer against the solution that was given something a little different: a bias of zero, one step less, the
 * examples without the last. All fields of all cases have to be what the solution makes of it. For Submit alone, where the solution
 * is at hand.
 */
export async function asIf(context: CodeContext, seen: SeenCases): Promise<Omit<Diagnosis, "name" | "lesson"> | null> {
  const { recompute } = context;
  if (recompute === undefined || seen.expected === null) return null;
  const chosen = seen.paired.map((_, k) => k).slice(-CASES);
  const size = exampleSize(context.part);
  const plans = changesOf(context, seen, size).flatMap((change) => {
    const calls = chosen.flatMap((k) => {
      const given = change.of(
        { values: seen.values[k] as Values, options: seen.options },
        size === null ? null : ((seen.paired[k]?.sizes[size] ?? null) as number | null),
      );
      return given === null ? [] : [{ k, args: argumentsOf(context.part, seen.of, given.values, given.options) }];
    });
    return calls.length < 2 ? [] : [{ change, calls }];
  });
  // All in one run; one by one where the solution gives no result for one of them.
  const together = await orNothing(
    recompute(
      seen.of,
      plans.flatMap(({ calls }) => calls.map(({ args }) => args)),
    ),
  );
  let from = 0;
  for (const { change, calls } of plans) {
    const lists = calls.map(({ args }) => args);
    const made = together?.slice(from, from + calls.length) ?? (await orNothing(recompute(seen.of, lists)));
    from += calls.length;
    if (made === null) continue;
    const cases = calls.map(({ k }, i) => ({ k, made: made[i] as Fields }));
    const found = matches(change, cases, seen, size);
    if (found !== null) return { id: `relation:${change.id}`, says: `${found}.`, next: change.next, at: null };
  }
  return null;
}

function matches(
  change: Change,
  cases: readonly { readonly k: number; readonly made: Fields }[],
  seen: SeenCases,
  size: string | null,
): string | null {
  const names = seen.paired[0]?.pairs.map(({ name }) => name) ?? [];
  const all = names.map((name) => {
    const rows = cases.flatMap(({ k, made }) => {
      const pair = seen.paired[k]?.pairs.find((one) => one.name === name);
      const would = made[name];
      return pair === undefined || would === undefined
        ? []
        : [{ yours: pair.yours, other: would, right: pair.other, sizes: seen.paired[k]?.sizes ?? {} }];
    });
    return { name, rows };
  });
  if (all.some(({ rows }) => rows.length < cases.length)) return null;
  // What the change does not show in explains nothing.
  const telling = all.filter(
    ({ rows }) => !sameEverywhere(rows.map((row) => ({ yours: row.right, other: row.other }))),
  );
  if (telling.length === 0) return null;
  const list = telling.map(({ name }) => `\`${name === "" ? seen.of : name}\``).join(", ");
  const words = `On every case ${list} ${telling.length === 1 ? "is" : "are"} what is asked for ${change.words}`;
  if (all.every(({ rows }) => sameEverywhere(rows))) return words;
  if (change.mayScale !== true || size === null) return null;
  const factors = all.map(({ rows }) =>
    multipleOf({ cases: rows.map((row) => ({ ...row, known: [] })), atol: 0, examples: size }),
  );
  const [first] = factors;
  return first != null && factors.every((one) => one === first) ? `${words}, and ${first}` : null;
}

async function orNothing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AuthorFault) return null;
    throw error;
  }
}

function changesOf(context: CodeContext, seen: SeenCases, size: string | null): Change[] {
  const names = context.part.functions[seen.of]?.args ?? [];
  const values = seen.values[0] ?? {};
  const data = size === null ? [] : names.filter((name) => exampleAxis(context, name, size) !== null);
  const leaves = names.flatMap((name) => leavesOf(name, values[name] ?? null));
  const tensors = leaves.filter(({ path }) => !data.includes(path[0] as string));
  const numbers = names.filter((name) => typeof values[name] === "number");
  return [
    ...tensors.map(({ path }) => zeroed(path)),
    ...numbers.flatMap((name) =>
      numberChanges(name, (given, f) => ({
        ...given,
        values: { ...given.values, [name]: f(given.values[name] as number) },
      })),
    ),
    ...Object.entries(seen.options).flatMap(([name, value]) => {
      const set = (given: Given, f: (x: number) => number): Given => ({
        ...given,
        options: { ...given.options, [name]: f(given.options[name] as number) },
      });
      return Number.isInteger(value) ? countChanges(name, set) : numberChanges(name, set);
    }),
    ...(size === null || data.length === 0 ? [] : exampleChanges(context, data, size)),
  ];
}

type Path = readonly string[];

function leavesOf(name: string, value: Value): { readonly path: Path }[] {
  if (isTensorValue(value)) return [{ path: [name] }];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value as Values).flatMap(([key, inner]) =>
    isTensorValue(inner) ? [{ path: [name, key] }] : [],
  );
}

function zeroed(path: Path): Change {
  const words = `\`${path.join(".")}\``;
  return {
    id: "as-if-zero",
    words: `if ${words} were zero`,
    next: `Look where ${words} enters the computation; here it does not.`,
    of: (given) => ({
      ...given,
      values: changed(given.values, path, (tensor) => ({
        shape: tensor.shape,
        data: new Float64Array(tensor.data.length),
      })),
    }),
  };
}

function changed(values: Values, [key, ...rest]: Path, f: (tensor: TensorValue) => TensorValue): Values {
  const value = values[key as string] as Value;
  return {
    ...values,
    [key as string]: rest.length === 0 ? f(value as TensorValue) : changed(value as Values, rest, f),
  };
}

type SetNumber = (given: Given, f: (x: number) => number) => Given;

function numberChanges(name: string, set: SetNumber): Change[] {
  const rows: readonly (readonly [string, string, (x: number, m: number) => number])[] = [
    ["zero", "were zero", () => 0],
    ["sign", "had the opposite sign", (x) => -x],
    ["twice", "were twice as large", (x) => 2 * x],
    ["half", "were half as large", (x) => x / 2],
    ["times-m", "were multiplied by the number of examples", (x, m) => x * m],
    ["over-m", "were divided by the number of examples", (x, m) => x / m],
  ];
  return rows.map(([id, words, f]) => ({
    id: `as-if-${id}-${name.toLowerCase()}`,
    words: `if \`${name}\` ${words}`,
    next: `Look at each place where \`${name}\` enters, and at what multiplies it there.`,
    of: (given, m) => (id.endsWith("-m") && m === null ? null : set(given, (x) => f(x, m ?? 1))),
  }));
}

const countChanges = (name: string, set: SetNumber): Change[] =>
  ([-1, 1] as const).map((by) => ({
    id: by === -1 ? "one-step-less" : "one-step-more",
    words: `if \`${name}\` were ${by === -1 ? "smaller" : "larger"} by one`,
    next: "Look at where the loop begins and ends, and which parameters are returned.",
    of: (given) => set(given, (x) => x + by),
  }));

/** Which axis of an argument holds the examples, by the shape that the exercise gives it; null for none. */
function exampleAxis({ part }: CodeContext, name: string, size: string): number | null {
  const drawn = part.cases.values[name];
  if (drawn === undefined || !("shape" in drawn) || !Array.isArray(drawn.shape)) return null;
  const axis = drawn.shape.indexOf(size);
  return axis < 0 ? null : axis;
}

function exampleChanges(context: CodeContext, data: readonly string[], size: string): Change[] {
  const rows: readonly (readonly [string, string, string, (m: number) => number[] | null])[] = [
    [
      "without-last",
      "without the last example",
      "Look at where the loop over the examples ends.",
      (m) => (m < 2 ? null : upTo(m - 1)),
    ],
    [
      "without-first",
      "without the first example",
      "Look at where the loop over the examples begins.",
      (m) => (m < 2 ? null : upTo(m - 1).map((i) => i + 1)),
    ],
    [
      "first-only",
      "for the first example alone",
      "All examples count: add up their shares.",
      (m) => (m < 2 ? null : [0]),
    ],
    [
      "last-only",
      "for the last example alone",
      "All examples count: look whether each one's share is added or replaces the one before.",
      (m) => (m < 2 ? null : [m - 1]),
    ],
    [
      "examples-reversed",
      "with the examples from last to first",
      "Look at the order in which the examples are visited.",
      (m) => (m < 2 ? null : upTo(m).reverse()),
    ],
  ];
  return rows.map(([id, words, next, chosen]) => ({
    id,
    words,
    next,
    mayScale: true,
    of: (given, m) => {
      const which = m === null ? null : chosen(m);
      if (which === null) return null;
      const values = data.reduce<Values>((all, name) => {
        const axis = exampleAxis(context, name, size) as number;
        return changed(all, [name], (tensor) => taken(tensor, axis, which));
      }, given.values);
      return { ...given, values };
    },
  }));
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** The chosen places along an axis of a matrix or a list. */
function taken({ shape, data }: TensorValue, axis: number, chosen: readonly number[]): TensorValue {
  const made = shape.map((n, i) => (i === axis ? chosen.length : n));
  const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
  const length = shape[axis] as number;
  const out: number[] = [];
  for (let o = 0; o < outer; o++)
    for (const i of chosen) for (let k = 0; k < inner; k++) out.push(data[(o * length + i) * inner + k] as number);
  return { shape: made, data: Float64Array.from(out) };
}
