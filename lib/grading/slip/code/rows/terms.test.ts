import { describe, expect, it } from "vitest";
import { plainCode, repairsOf, slipMutants } from "../index.ts";

const squeezed = (code: string): string => plainCode(code).replace(/[\s()]+/g, "");

/** Ids of the slips that turn one piece of a source into another. */
function told(source: string, from: string, to: string): string[] {
  expect(source.split(from).length).toBe(2);
  const wanted = squeezed(source.replace(from, to));
  return [...new Set(slipMutants(source).flatMap(({ code, id }) => (squeezed(code) === wanted ? [id] : [])))];
}

const CHAINED = `const sech = (Z) => Z.exp().add(Z.neg().exp()).pow(-1).mul(2);
export const slope = (Z) => Z.tanh().add(sech(Z).square().mul(Z));`;

describe("A factor 2 left out", () => {
  it.each([
    ["export const f = (a, y) => 2 * (a - y);", "2 *", "1 *"],
    ["const d = (a, y) => 2 * (a - y); export const f = (a, y, w) => d(a, y) * w;", "2 *", "1 *"],
    ["export const f = (R, m) => R.mul(2 / m);", "2 /", "1 /"],
  ])("halves the value where nothing is made of it: %s", (source, from, to) => {
    expect(told(source, from, to)).toEqual(["two-left-out"]);
  });

  it.each([
    [CHAINED, ".mul(2)", ".mul(1)"],
    ["export const f = (a) => (2 * a) ** 2;", "2 * a", "1 * a"],
    ["export const f = (a) => { const u = 2 * a; return u * u; };", "2 * a", "1 * a"],
    ["export const f = (z) => Math.exp(2 * z);", "2 * z", "1 * z"],
  ])(
    "is told without a claim of what it makes of the result where it is squared or goes through a function: %s",
    (source, from, to) => {
      expect(told(source, from, to)).toEqual(["inner-factor-left-out"]);
    },
  );
});

describe("A difference", () => {
  const ids = (source: string): Set<string> => new Set(slipMutants(source).map(({ id }) => id));

  it("is one of prediction and target where one side is the target itself", () => {
    expect(ids("export const f = (A, Y) => A.sub(Y).mul(2);").has("target-exchanged")).toBe(true);
    expect(ids("export const f = (a, y) => 2 * (a[0] - y[0]);").has("target-exchanged")).toBe(true);
  });

  it.each([
    "export const costs = (S, Y) => S.mul(Y.mul(2).sub(1)).neg();",
    "export const costs = (S, Y) => nd.maximum(S, 0).sub(Y.mul(S));",
    "export const costs = (S, Y) => S.mul(Y.sub(1));",
  ])("is none where a value is computed from the target: %s", (source) => {
    expect([...ids(source)].filter((id) => /^target-/.test(id))).toEqual([]);
    expect(ids(source).has("difference-exchanged")).toBe(true);
  });
});

describe("A sum", () => {
  it("has no summands inside of an index", () => {
    const source = "export const f = (y, q) => q.map((a, k) => a * y[(k + 1) % y.length]);";
    expect(repairsOf(source).map(({ id }) => id)).not.toContain("summand-extra");
    const flat = "export const f = (w, i, n, j) => w[i * n + j] + w.slice(i + 1, i + n);";
    const changed = slipMutants(flat).filter(({ id }) => /summand|plus|minus/.test(id));
    expect(changed.map(({ code }) => code).filter((code) => !code.includes("w[i * n + j]"))).toEqual([
      expect.stringContaining("w.slice"),
    ]);
    expect(changed.length).toBeGreaterThan(0);
  });
});
