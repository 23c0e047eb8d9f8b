import { describe, expect, it } from "vitest";
import { createLocalRunner } from "./local.ts";

const runner = createLocalRunner();

async function ran(body: string) {
  const source = `export function f(p) { ${body} }`;
  const p = { W: { shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) }, rate: 0.5, sizes: [2, 3] };
  return runner.run({
    place: "guest",
    files: [{ name: "answer.ts", source }],
    calls: [{ fn: "f", args: [p], returns: "any" }],
    budget: { fuel: 100, tensorBytes: 1_000_000 },
    seed: 1,
  });
}
const resultOf = async (body: string) => {
  const outcome = await ran(body);
  if (outcome.status !== "ok") throw new Error(JSON.stringify(outcome));
  return outcome.results[0]?.value;
};
const errorOf = async (body: string) => {
  const outcome = await ran(body);
  return outcome.status === "threw" ? outcome.error.message : outcome.status;
};

describe("structuredClone in the sandbox", () => {
  it("copies parameters: what is changed in the copy stays as it was", async () => {
    const value = await resultOf(
      "const q = structuredClone(p); q.W.set(0, 0, 9); q.sizes[0] = 7; q.rate = 1; return [p.W.get(0, 0), p.sizes[0], p.rate, q.W.get(0, 0), q.sizes[0], q.W.shape[1]];",
    );
    expect(value).toEqual([1, 2, 0.5, 9, 7, 2]);
  });

  it("copies nested lists, typed arrays, records without a prototype, and what is no object at all", async () => {
    const value = await resultOf(
      "const a = { rows: [[1, 2], [3]], x: Float64Array.of(1, 2), n: null, t: 'text', u: Object.assign(Object.create(null), { v: true }) }; const b = structuredClone(a); b.rows[1][0] = 5; b.x[0] = 6; return [a.rows[1][0], a.x[0], b.rows[1][0], b.x[0], b.x.length, b.n, b.t, b.u.v, structuredClone(3)];",
    );
    expect(value).toEqual([3, 1, 5, 6, 2, null, "text", true, 3]);
  });

  it.each([
    ["structuredClone(() => 1)", "structuredClone copies no function"],
    ["const a = []; a.push(a); structuredClone(a)", "nothing that holds itself"],
    ["structuredClone(new Map())", "structuredClone copies numbers, texts, lists"],
  ])("says what it does not copy: %s", async (body, message) => {
    expect(await errorOf(`${body}; return 0;`)).toContain(message);
  });

  it("is paid for by the run", async () => {
    expect(await errorOf("const a = Array.from({ length: 500 }, () => [1, 2, 3]); for (;;) structuredClone(a);")).toBe(
      "outOfBudget",
    );
  });

  it("is an ordinary function that an answer may have another of", async () => {
    expect(await resultOf("globalThis.structuredClone = () => 4; return structuredClone(p);")).toBe(4);
  });
});
