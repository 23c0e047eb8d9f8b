import fc from "fast-check";
import { expect, test } from "vitest";
import { operations } from "#lib/engine/tensor/index.ts";
import { FUZZ_PROGRAM } from "./fuzz-program.testing.ts";
import { createInstance } from "./index.ts";
import { fuzzOnce, LIMITS, run } from "./testing.ts";

/** Arguments of every kind: sensible, odd, and hostile. */
const values = [
  ...["0", "1", "-1", "2", "0.5", "NaN", "Infinity", "-0", "2147483647", "-2147483648", "4294967296", "1e308", "2**53"],
  ...[
    "undefined",
    "null",
    "true",
    "'x'",
    "10n",
    "Symbol()",
    "() => 1",
    "[]",
    "[[]]",
    "[1,2,3]",
    "[[1,2],[3,4]]",
    "[[1],[2,3]]",
    "[[[1]]]",
  ],
  ...[
    "[,1]",
    "[1,'a']",
    "Object.assign([1,2], { 7: 3 })",
    "new Float64Array([1,2])",
    "new Uint8Array(3)",
    "({})",
    "({ axis: 0 })",
    "({ axis: 5 })",
  ],
  ...[
    "({ get axis() { return T.item() } })",
    "({ shape: [2] })",
    "new Map()",
    "nd",
    "nd.add",
    "globalThis",
    "T",
    "M",
    "M.T",
    "V",
    "Z",
    "S",
    "[T, M]",
  ],
  ...[
    "[M, M.T]",
    "[V, V]",
    "[T]",
    "Object.create(M)",
    "[M.row(0), V]",
    "Array(70000).fill(1)",
    "[0, 99]",
    "(k => (k.length = 4, k))([1])",
  ],
];
const names = operations
  .filter((o) => o.home === "nd" || o.home === "random")
  .map((o) => `${o.home === "nd" ? "nd" : "nd.random"}.${o.name}`);
const methods = operations.filter((o) => o.method && o.home !== "inner").map((o) => o.name);
const argument = fc.constantFrom(...values);
const call = fc.oneof(
  fc.tuple(fc.constantFrom(...names), fc.array(argument, { maxLength: 5 })).map(([f, args]) => `${f}(${args})`),
  fc
    .tuple(
      fc.constantFrom("M", "V", "T", "Z", "S", "M.T"),
      fc.constantFrom(...methods),
      fc.array(argument, { maxLength: 4 }),
    )
    .map(([self, f, args]) => `${self}.${f}(${args})`),
);

/** Operations in a row on the same tensors; each may throw, none may harm the engine. */
const program = fc
  .array(call, { minLength: 1, maxLength: 12 })
  .map((calls) =>
    calls.map((c) => `try { last = ${c}; String(last) } catch (e) { errors.push(String(e.name)) }`).join("\n"),
  );
const before =
  "var errors = [], last, M = nd.array([[1, 2, 3], [4, 5, 6]]), V = nd.arange(3), T = nd.array(7), Z = nd.zeros(0), S = nd.ones(5, 1);\n";
const after =
  "\n[nd.matmul([[1, 2]], [[3], [4]]).item(), errors.every((n) => ['TypeError', 'RangeError', 'ShapeError', 'Error', 'InternalError', 'ReferenceError'].includes(n))].join()";

test("no sequence of calls, however odd, harms the engine, leaks a tensor or gives an error of an unknown kind", async () => {
  let instance = await createInstance();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(program, fc.boolean(), async (body, taped) => {
      if (!instance.restorePristine()) instance = await createInstance();
      const context = instance.newContext({ ...LIMITS, fuel: 500 });
      if (taped) context.startTape();
      const outcome = run(context, before + body + after);
      if (taped) context.stopTape();
      const stopped = context.ranOut();
      expect(context.dispose()).toBe(true);
      expect(instance.healthy()).toBe(true);
      if (stopped === null) expect(outcome).toEqual({ value: "11,true" });
      runs++;
    }),
    { numRuns: 250 },
  );
  expect(runs).toBe(250);
}, 120_000);

// `npm run bench -- fuzz` makes a million of them.
test("20,000 calls with arguments drawn in the guest trap nowhere and leave no tensor behind", async () => {
  let instance = await createInstance();
  let good = 0;
  for (let k = 0; k < 4; k++) {
    if (!instance.restorePristine()) instance = await createInstance();
    good += fuzzOnce(instance, 9000 + k, 5000, k % 2 === 0);
  }
  expect(good).toBeGreaterThan(4000);
}, 120_000);

test("a fuzzed program that gives errors of its own kind is told", async () => {
  const instance = await createInstance();
  expect(() => fuzzOnce(instance, 1, Number.NaN, false)).not.toThrow();
  const context = instance.newContext(LIMITS);
  const said = run(context, `${FUZZ_PROGRAM}\nnd.add === nd.add && kinds.splice(0); fuzz(3, 200)`);
  expect("error" in said && said.error).toContain("an error of another kind");
  context.dispose();
});
