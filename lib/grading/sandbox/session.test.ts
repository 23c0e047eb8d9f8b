// Longer than most: every end that a run can have, with the run that ends so.
import { describe, expect, it } from "vitest";
import type { Call, Progress, RunOutcome, RunRequest } from "#lib/core/runner.ts";
import { createInstance, type Instance } from "./boundary/index.ts";
import { runSession, type SessionOptions } from "./session.ts";
import { asked, plain, tensor } from "./testing.ts";

let instance: Instance | null = null;

/** Runs and demands that all tensors were given back. */
async function run(request: RunRequest, options: SessionOptions = {}): Promise<RunOutcome> {
  if (instance === null || !instance.restorePristine()) instance = await createInstance();
  const { outcome, clean } = runSession(instance, request, options);
  expect(clean).toBe(true);
  return outcome;
}

const W = tensor([
  [1, 2],
  [3, 4],
]);
const X = tensor([[5], [6]]);

async function values(source: string, calls: readonly (Partial<Call> & { fn: string })[]): Promise<unknown[]> {
  const outcome = await run(asked(source, calls));
  if (outcome.status !== "ok") throw new Error(JSON.stringify(outcome));
  return outcome.results.map(({ value }) => plain(value));
}

const result = async (source: string, call: Partial<Call> = {}) => (await values(source, [{ fn: "f", ...call }]))[0];

describe("a run", () => {
  it("calls exports of a TypeScript file with tensors and gives tensors back", async () => {
    const source = "type P = { W: Tensor };\nexport function f(p: P, X: Tensor): Tensor { return nd.matmul(p.W, X); }";
    // W X = [1·5 + 2·6, 3·5 + 4·6]
    expect(await result(source, { args: [{ W }, X], returns: "tensor" })).toEqual({ shape: [2, 1], data: [17, 39] });
  });

  it("takes numbers and nested lists where a tensor is declared", async () => {
    const source =
      "export const f = () => ({ a: [[1, 2], [3, 4]], b: 3, c: [], d: new Float64Array([1, 2]), e: [nd.ones(2), [3, 4]] });";
    const fields = { a: "tensor", b: "tensor", c: "tensor", d: "tensor", e: "tensor" } as const;
    expect(await result(source, { returns: { fields } })).toEqual({
      a: { shape: [2, 2], data: [1, 2, 3, 4] },
      b: { shape: [], data: [3] },
      c: { shape: [0], data: [] },
      d: { shape: [2], data: [1, 2] },
      e: { shape: [2, 2], data: [1, 1, 3, 4] },
    });
  });

  it("takes a tensor of one element where a number is declared", async () => {
    expect(await result("export const f = () => nd.array([[2.5]])", { returns: "number" })).toBe(2.5);
  });

  it("reads only the declared fields, and leaves an optional one out where it is missing", async () => {
    const returns = { fields: { A1: "tensor", A2: "tensor" }, optional: ["A1"] } as const;
    expect(await result("export const f = () => ({ A2: 1, extra: () => 2 })", { returns })).toEqual({
      A2: { shape: [], data: [1] },
    });
  });

  it("gives numbers, strings, flags, null, lists and records as they are where anything is allowed", async () => {
    const source =
      "export const f = () => ({ n: -0, s: 'Größe 😀', b: true, z: null, list: [1, [2, { k: 3 }]], t: nd.ones(2) })";
    expect(await result(source)).toEqual({
      n: -0,
      s: "Größe 😀",
      b: true,
      z: null,
      list: [1, [2, { k: 3 }]],
      t: { shape: [2], data: [1, 1] },
    });
  });

  it("passes every kind of value as an argument, numbers to the bit", async () => {
    const args = [
      Number.NaN,
      -0,
      Infinity,
      -Infinity,
      1e-300,
      "ü",
      true,
      null,
      [1, 2],
      [{ a: 1 }, X],
      { b: [W, "c"], __proto__: null },
    ] as const;
    const source =
      "export const f = (...all) => [all, Object.is(all[1], -0), Object.getPrototypeOf(all[10]) === Object.prototype]";
    const [all, minusZero, ordinary] = (await result(source, { args: args as unknown as Call["args"] })) as unknown[];
    expect(all).toEqual(args.map((value) => plain(value as never)));
    expect([minusZero, ordinary]).toEqual([true, true]);
  });

  it("gives each call fresh copies of its arguments, also of earlier results", async () => {
    const source = `export const init = () => ({ p: { W: nd.zeros(2, 2) } });
      export const spoil = (p) => { const seen = p.W.get(0, 0); p.W.set(0, 0, 7); p.W2 = 1; return [seen, Object.keys(p).length]; };`;
    const args = [{ resultOf: 0, path: ["p"] }];
    const [, first, second] = await values(source, [{ fn: "init" }, { fn: "spoil", args }, { fn: "spoil", args }]);
    expect([first, second]).toEqual([
      [0, 2],
      [0, 2],
    ]);
  });

  it("lets a file import those that stand before it", async () => {
    const files = [
      { name: "base.ts", source: "export const one: number = 1;" },
      { name: "answer.ts", source: 'import { one } from "./base.ts";\nexport const f = () => one + 1;' },
    ];
    const outcome = await run(asked("", [{ fn: "f" }], { files }));
    expect(outcome.status === "ok" && outcome.results[0]?.value).toBe(2);
  });

  it("counts entries of named functions, during the call alone", async () => {
    const source = `export function forward(x) { return x; }
      export const backward = (x) => forward(x) + forward(x);
      export { backward as again };`;
    const count = ["forward", "again"];
    const outcome = await run(
      asked(source, [
        { fn: "backward", args: [1], count },
        { fn: "forward", args: [1], count: ["forward"] },
      ]),
    );
    expect(outcome.status === "ok" && outcome.results.map(({ counts }) => counts)).toEqual([
      { forward: 2, again: 1 },
      { forward: 1 },
    ]);
  });

  it("records a tape with the paths of arguments and results", async () => {
    const source =
      "export const f = (p, X) => { const Z = nd.matmul(p.W, X); return { Z, loss: nd.mean(nd.square(Z)) }; }";
    const returns = { fields: { Z: "tensor", loss: "tensor" } } as const;
    const outcome = await run(asked(source, [{ fn: "f", args: [{ W }, X], returns, tape: true }]));
    const tape = outcome.status === "ok" ? outcome.results[0]?.tape : null;
    expect(tape?.leaves.map(({ id, path }) => ({ id, path }))).toEqual([
      { id: 0, path: ["0", "W"] },
      { id: 1, path: ["1"] },
    ]);
    expect(tape?.entries.map(({ op, inputs, output }) => [op, inputs, output])).toEqual([
      ["matmul", [0, 1], 2],
      ["square", [2], 3],
      ["mean", [3], 4],
    ]);
    expect(tape?.outputs).toEqual([
      { path: ["Z"], id: 2 },
      { path: ["loss"], id: 4 },
    ]);
  });

  it("gives no tape where a tensor was written to in place", async () => {
    const outcome = await run(
      asked("export const f = (X) => { X.set(0, 0, 1); return nd.square(X); }", [{ fn: "f", args: [X], tape: true }]),
    );
    expect(outcome.status === "ok" && outcome.results[0]?.tape).toBeNull();
  });

  it("keeps what was printed, values as a person would write them", async () => {
    const source = `export const f = (p) => { console.log("W is", p.W, [1, "a", undefined], { k: -0 }); console.warn(new TypeError("no"), f, 10n); return 1; }`;
    const outcome = await run(asked(source, [{ fn: "f", args: [{ W }] }]));
    expect(outcome.status !== "killed" && outcome.console).toEqual([
      'W is [[1, 2],\n [3, 4]] [1, "a", undefined] { k: -0 }',
      "TypeError: no [function f] 10n",
    ]);
  });

  it("streams progress in batches, and keeps it out of the outcome", async () => {
    const source = "export const f = () => { for (let i = 0; i < 2500; i++) progress(i, 1 / (i + 1)); return 1; }";
    const batches: (readonly Progress[])[] = [];
    const outcome = await run(asked(source, [{ fn: "f" }]), { onProgress: (points) => batches.push(points) });
    expect(batches.flat().map(({ epoch }) => epoch)).toEqual(Array.from({ length: 2500 }, (_, i) => i));
    expect(batches.flat()[3]?.loss).toBe(0.25);
    expect(batches.length).toBeLessThan(50);
    expect(outcome).toEqual(await run(asked(source, [{ fn: "f" }])));
  });

  it("draws the same random numbers from the same seed, others from another", async () => {
    const source = "export const f = () => [Math.random(), nd.random.normal(0, 1, [2])]";
    const drawn = async (seed: number) => run(asked(source, [{ fn: "f" }], { seed }));
    expect(await drawn(7)).toEqual(await drawn(7));
    expect(await drawn(7)).not.toEqual(await drawn(8));
  });
});

describe("a run that does not end well", () => {
  const ending = async (source: string, call: Partial<Call> = {}) => run(asked(source, [{ fn: "f", ...call }]));

  it.each([
    ["export const f = () => {\n  const a: number = 1;\n  return undefined.b;\n}", "TypeError", 3, 19],
    ["const g = (x: number): number => missing + x;\nexport const f = () => g(1)", "ReferenceError", 1, 34],
    ["export const f = () => nd.matmul(nd.ones(2, 3), nd.ones(2, 3))", "ShapeError", 1, 33],
  ])("names the line and column of what was thrown: %j", async (source, name, line, column) => {
    const outcome = await ending(source);
    expect(outcome).toMatchObject({
      status: "threw",
      atCall: 0,
      error: { name, at: { file: "answer.ts", line, column } },
    });
  });

  it("names frames from the innermost outwards, and none of its own", async () => {
    const outcome = await ending(
      "const g = () => { throw new Error('no'); };\nexport function f() {\n  return g();\n}",
    );
    const frames = outcome.status === "threw" ? outcome.error.stack.map(({ fn, line }) => [fn, line]) : [];
    expect(frames).toEqual([
      ["g", 1],
      ["f", 3],
    ]);
  });

  it.each([
    ["let x: = 1", 1, 8],
    ["let a = 1;\nlet a = 2;\nexport const f = () => a", 2, 8],
    ['import { y } from "./base.ts";\nexport const f = () => y', 1, 19],
  ])("does not run what does not parse: %j", async (source, line, column) => {
    const outcome = await ending(source);
    expect(outcome).toMatchObject({ status: "notParsed", error: { at: { line } }, results: [], fuel: 0 });
    expect(outcome.status === "notParsed" && Math.abs((outcome.error.at?.column ?? 0) - column)).toBeLessThanOrEqual(3);
  });

  it("is not taken in by a syntax error that the code throws itself", async () => {
    expect(await ending("throw new SyntaxError('let me go'); export const f = () => 1")).toMatchObject({
      status: "threw",
      atCall: -1,
    });
  });

  it("keeps results, console and fuel of what came before", async () => {
    const source = "export const ok = () => { console.log('one'); return 1; };\nexport const f = () => { throw 2; };";
    const outcome = await run(asked(source, [{ fn: "ok" }, { fn: "f" }, { fn: "ok" }]));
    expect(outcome).toMatchObject({ status: "threw", atCall: 1, results: [{ value: 1 }], console: ["one"] });
    expect(outcome.status === "threw" && [outcome.error.name, outcome.error.message]).toEqual(["Thrown value", "2"]);
  });

  it("ends deep recursion in the same place every time", async () => {
    const outcome = await ending("let depth = 0;\nexport const f = () => { console.log(++depth); return f() + 1; }");
    expect(outcome).toMatchObject({
      status: "threw",
      error: {
        name: "RangeError",
        message: "too many calls inside each other: a function calls itself too often, or without an end",
        at: { line: 2 },
      },
    });
    expect(await ending("let depth = 0;\nexport const f = () => { console.log(++depth); return f() + 1; }")).toEqual(
      outcome,
    );
  });

  it("stops at the same fuel every time, in loops and in operations, whatever the guest catches", async () => {
    for (const body of ["while (true) {}", "while (true) try { nd.matmul(A, A) } catch {}"]) {
      const source = `const A = nd.ones(100, 100);\nlet n = 0;\nexport const f = () => { ${body} }`;
      const outcome = await ending(source);
      expect(outcome).toMatchObject({
        status: "outOfBudget",
        atCall: 0,
        fuel: 300,
        at: { file: "answer.ts", line: 3 },
      });
      expect(await ending(source)).toEqual(outcome);
    }
  });

  it.each([
    ["({ dW1: [[1, 2], [3]] })", "f(...).dW1[1]", "`f(...).dW1[1]` has rows of different lengths, so it has no shape."],
    ["({})", "f(...).dW1", "`f(...).dW1` is missing from the result."],
    [
      "({ dW1: () => 1 })",
      "f(...).dW1",
      "`f(...).dW1` is a function; expected is a tensor, a number or nested lists of numbers.",
    ],
    ["({ dW1: [1, 'a'] })", "f(...).dW1[1]", "`f(...).dW1[1]` is a string; expected is a number."],
    ["[]", "f(...)", "`f(...)` is a list; expected is an object with `dW1`."],
    ["undefined", "f(...)", "`f(...)` is undefined; expected is an object with `dW1`."],
  ])("names the place of a result that cannot be read: %s", async (value, path, message) => {
    const outcome = await ending(`export const f = () => (${value})`, { returns: { fields: { dW1: "tensor" } } });
    expect(outcome).toMatchObject({ status: "malformed", atCall: 0, path, message });
  });

  it("says which function is not exported", async () => {
    expect(await ending("export const g = () => 1")).toMatchObject({
      status: "malformed",
      path: "f",
      message: "The file exports no function `f`.",
    });
  });

  it("ends by the clock as killed, and only then", async () => {
    const request = asked("export const f = () => { while (true) {} }", [{ fn: "f" }], {
      budget: { fuel: 1e9, tensorBytes: 1 << 20 },
    });
    const begun = performance.now();
    expect(await run(request, { deadlineMs: 100 })).toEqual({ status: "killed", timesKilled: 1 });
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it("is out of memory where arguments find no room beside what the guest holds", async () => {
    const source =
      "const held = [];\nexport const hold = () => { held.push(nd.ones(1000)); return 1; };\nexport const f = (x) => x.size;";
    const big = { shape: [100, 100], data: new Float64Array(10_000) };
    const request = asked(source, [{ fn: "hold" }, { fn: "f", args: [big] }], {
      budget: { fuel: 300, tensorBytes: 85_000 },
    });
    expect(await run(request)).toMatchObject({ status: "outOfMemory", atCall: 1, results: [{ value: 1 }] });
  });
});
