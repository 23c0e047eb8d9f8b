import { describe, expect, it } from "vitest";
import { createLocalRunner } from "./index.ts";

const runner = createLocalRunner();

/** What the sandbox says of a file whose `f` is called with 1. */
async function said(source: string): Promise<string> {
  const outcome = await runner.run({
    place: "guest",
    files: [{ name: "answer.ts", source }],
    calls: [{ fn: "f", args: [1], returns: "any" }],
    budget: { fuel: 100, tensorBytes: 1_000_000 },
    seed: 1,
  });
  return "error" in outcome ? outcome.error.message : outcome.status;
}

describe("Calling what is no function", () => {
  it.each([
    ["export const f = () => nd.sigmod(3);", "nd has no function sigmod; did you mean nd.sigmoid?"],
    ["export const f = () => nd.frobnicate(3);", "nd has no function frobnicate"],
    ["export const f = () => nd.exp(nd.negatve(3));", "nd has no function negatve; did you mean nd.negative?"],
    ["const { mystery } = nd; export const f = () => mystery(1);", "mystery is not a function"],
    [
      "export const f = (x: number) => { const rows: number[] = [x, 2]; return rows.sub(1); }",
      "rows.sub is not a function: tensors have it, lists and plain numbers do not; nd.array(rows) makes a tensor",
    ],
    [
      "export const f = () => [1, 2].add(1);",
      "what stands before .add has no such method: tensors have it, lists and plain numbers do not; nd.array(…) makes a tensor",
    ],
    ["export const f = () => nd.array([1, 2]).foo();", "what stands before .foo has no such method"],
    [
      "export const f = () => {\n  const y: Tensor = nd.add(1,\n  nd.zeros(2)\n    .bar(1)); return y; }",
      "what stands before .bar has no such method",
    ],
    ["export const f = () => { const p: any = {}; return p.W1(); }", "p.W1 is not a function"],
    [
      "export const f = () => [1].map(3 as any)",
      "map is called with something that is not a function, or on something that is not a list",
    ],
    [
      "export const f = (x) => x.map((y) => y)",
      "x.map is called with something that is not a function, or on something that is not a list",
    ],
    // What it cannot read it leaves as the engine says it.
    ["export const f = () => { const a: any = {}; return a['b'](); }", "not a function"],
    ["export const f = () => (3 as any)()", "not a function"],
  ])("%s", async (source, words) => {
    expect(await said(source)).toBe(words);
  });

  it("is told from an answer that throws such words itself, and from what is a function", async () => {
    expect(await said("export const f = () => { throw new TypeError('nothing here'); }")).toBe("nothing here");
    expect(await said("export const f = () => nd.subtract(3, 1);")).toBe("ok");
    expect(await said("export const f = () => nd.array([3]).multiply(2).negative().sum();")).toBe("ok");
  });
});
