import { describe, expect, it } from "vitest";
import { plainCode, repairsOf } from "../index.ts";

const squeezed = (code: string): string => plainCode(code).replace(/[\s()]+/g, "");
const train = (body: string): string => `export function train(p, X, Y, { epochs, rate }) { ${body} }`;

/** Whether an answer with the parameters of the beginning at one place is told so by the change that makes the right one. */
const isTold = (right: string, part: string, stale: string): boolean => {
  expect(right.split(part).length).toBe(2);
  return repairsOf(right.replace(part, stale)).some(
    ({ id, code }) => id === "kept-parameters" && squeezed(code) === squeezed(right),
  );
};

const PARTS = train(`let W = p.W; let b = p.b.copy();
  for (let i = 0; i < epochs; i++) { const g = backward({ W, b }, X, Y); W = W.sub(g.dW.mul(rate)); b = b.sub(g.db); }
  return { W, b };`);
const TAKEN = train(`let { W, b } = p;
  for (let i = 0; i < epochs; i++) { const now = { W, b }; const g = backward(now, X, Y); W = W.sub(g.dW); b = b.sub(g.db); }
  return { W, b };`);
const WHOLE = train("let q = p; for (let i = 0; i < epochs; i++) q = update(q, backward(q, X, Y), rate); return q;");
const COPIED = train("const q = clone(p); for (let i = 0; i < epochs; i++) step(q, backward(q, X, Y)); return q;");

const MADE = train(`const w = numbers(p.W); let b = p.b.item(); const losses = [];
  for (let i = 0; i < epochs; i++) { const q = { W: nd.array([w]), b: nd.array([[b]]) }; losses.push(loss(q, X, Y)); b -= g; }
  return { losses };`);

describe("Parameters as they were handed in, where there are newer ones", () => {
  it.each([
    ["names that began as their fields", PARTS, "{ W, b }, X", "p, X"],
    ["one of those names", PARTS, "b = b.sub", "b = p.b.sub"],
    ["names taken out of them", TAKEN, "now = { W, b }", "now = p"],
    ["a name that began as they are", WHOLE, "backward(q", "backward(p"],
    ["a copy", COPIED, "backward(q", "backward(p"],
    ["a record made of what its fields have become", MADE, "loss(q", "loss(p"],
  ])("are told beside %s", (_, right, part, stale) => {
    expect(isTold(right, part, stale)).toBe(true);
  });

  it("are what they are where nothing newer is there", () => {
    const before = train("const g = backward(p, X, Y); let q = p; q = update(q, g, rate); return q;");
    expect(repairsOf(before).filter(({ id }) => id === "kept-parameters")).toEqual([]);
  });
});
