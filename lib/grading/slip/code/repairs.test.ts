import { describe, expect, it } from "vitest";
import { plainCode, repairsOf, slipMutants } from "./index.ts";

const RIGHT = `const own = (z) => 1 / (1 + Math.exp(-z));
export function loss(p, X, Y) {
  const m = X.shape[1];
  let sum = 0;
  for (let k = 0; k < m; k++) {
    let z = p.b.get(0, 0);
    for (let j = 0; j < X.shape[0]; j++) z += p.W.get(0, j) * X.get(j, k);
    sum += (own(z) - Y.get(0, k)) ** 2;
  }
  return nd.mean(nd.matmul(p.W.T, nd.array([[sum / m]])));
}
`;

const squeezed = (code: string): string => plainCode(code).replace(/[\s()]+/g, "");

/** Ids of the slips told by changes of an answer that make the right one of it again. */
const toldOf = (answer: string): string[] => {
  const back = repairsOf(answer).filter(({ code }) => squeezed(code) === squeezed(RIGHT));
  return [...new Set(back.map(({ id }) => id))];
};

describe("A change that takes a slip back", () => {
  it.each([
    ["1 / (1 + Math", "1 / (1 - Math", "minus-for-plus"],
    ["own(z) - Y", "own(z) + Y", "plus-for-minus"],
    ["Math.exp(-z)", "Math.exp(z)", "minus-left-out"],
    ["let k = 0", "let k = 1", "first-example-skipped"],
    ["k < m", "k < m - 1", "last-example-skipped"],
    ["j < X.shape[0]", "j <= X.shape[0]", "one-too-many"],
    ["sum += (", "sum = (", "overwritten"],
    ["sum / m", "sum / (m - 1)", "count-off-by-one"],
    ["X.get(j, k)", "X.get(k, j)", "index-exchanged"],
    ["nd.mean(", "nd.sum(", "sum-for-mean"],
    ["* X.get(j, k)", "* X.get(j, k) * z", "factor-extra"],
  ])("is found with the name of what the answer has: %s → %s", (from, to, id) => {
    expect(RIGHT.split(from).length).toBe(2);
    expect(toldOf(RIGHT.replace(from, to))).toContain(id);
  });

  it("takes one of two divisions away", () => {
    const found = repairsOf(RIGHT.replace("sum / m", "sum / m / m")).filter(({ id }) => id === "mean-once-more");
    expect(found.map(({ code }) => squeezed(code)).some((code) => code.includes("sum/m/1"))).toBe(true);
  });

  it("tries every function that slips are about in place of a function of the answer's own", () => {
    const tried = repairsOf(RIGHT).filter(({ id }) => id === "function-off");
    expect(tried.map(({ slip }) => slip?.says ?? "").filter((says) => says.includes("`own`")).length).toBeGreaterThan(
      5,
    );
    expect(tried.every(({ line }) => line === 1)).toBe(true);
  });

  it("is named by a row of the table or by a name of its own, never by nothing", () => {
    for (const { slip } of repairsOf(RIGHT)) {
      expect(slip).not.toBeNull();
      expect(slip?.id ?? "").toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(slip?.name.length ?? 99).toBeLessThanOrEqual(60);
    }
    expect(slipMutants(RIGHT).length).toBeGreaterThan(0);
  });

  it("is not looked for in what cannot be read", () => {
    expect(repairsOf("const = ;")).toEqual([]);
  });
});
