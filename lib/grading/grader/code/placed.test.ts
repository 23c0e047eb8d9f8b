import { describe, expect, it } from "vitest";
import { repairsOf, type SlipRow } from "../../slip/index.ts";
import { isHalfway, type Repaired } from "./placed.ts";

const SHARED = `const chain = (dA, A) => dA.mul(A).mul(nd.sub(1, A));
export function backward(p, A1, A2, d) {
  const dZ2 = chain(d, A2);
  return { dZ2, dZ1: chain(dZ2, A1) };
}`;
const SINGLE = `function chain(dA, A) { return dA.mul(A).mul(nd.sub(1, A)); }
export function backward(p, A1, A2, d) {
  return { dZ2: chain(d, A2) };
}`;

const BEFORE = new Set(["backward/0/dZ1", "backward/0/dZ2"]);

/** A change in line 1 that leaves some places off. */
function change(source: string, id: string, off: readonly string[]): Repaired {
  const slip = repairsOf(source).find((one) => one.id === id)?.slip as SlipRow;
  expect(slip.id).toBe(id);
  return { taken: { slip, code: "", print: {} }, line: 1, print: {}, off: new Set(off) };
}

describe("What is left out of a helper", () => {
  const half = ["backward/0/dZ1"];

  it("puts all right that the helper serves, or it is none too many: a factor of the output layer's slope", () => {
    expect(isHalfway(change(SHARED, "summand-extra", half), BEFORE, SHARED)).toBe(true);
    expect(isHalfway(change(SHARED, "summand-extra", []), BEFORE, SHARED)).toBe(false);
  });

  it("may put one thing right where the helper serves only that", () => {
    expect(isHalfway(change(SINGLE, "summand-extra", half), BEFORE, SINGLE)).toBe(false);
  });

  it("is not asked of what stands there with a name of its own", () => {
    expect(isHalfway(change(SHARED, "difference-exchanged", half), BEFORE, SHARED)).toBe(false);
  });
});
