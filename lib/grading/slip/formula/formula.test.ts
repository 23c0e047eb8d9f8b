import { describe, expect, it } from "vitest";
import { createRandom } from "#lib/core/random.ts";
import { type Formula, parseIn, type ReadNetwork, readNetwork } from "#lib/engine/expression/index.ts";
import { createHost } from "#lib/engine/tensor/index.ts";
import { formulaMutants, slipsOfFormula } from "./index.ts";

const host = createHost();

/** z1 = W1 x + b1, a1 = g(z1), z2 = W2 a1 + b2, a2 = g(z2), ŷ = σ(W3 a2 + b3): the errors δ3, δ2 and δ1 are given symbols too. */
const net: ReadNetwork = (() => {
  const read = readNetwork({
    drawn: {
      x: [2, 1],
      y: [1, 1],
      W1: [4, 2],
      b1: [4, 1],
      W2: [3, 4],
      b2: [3, 1],
      W3: [1, 3],
      b3: [1, 1],
      delta1: [4, 1],
      delta2: [3, 1],
    },
    defined: [
      "z1 = W1 x + b1",
      "a1 = g(z1)",
      "z2 = W2 a1 + b2",
      "a2 = g(z2)",
      "yhat = sigma(W3 a2 + b3)",
      "delta3 = yhat - y",
    ],
    g: "general",
    sizes: { m: 5 },
  });
  if (!read.ok) throw new Error(read.error.problem.message);
  return read.value;
})();
const formula = (text: string): Formula => {
  const read = parseIn(text, net);
  if (!read.ok) throw new Error(`${text}: ${read.error.message}`);
  return read.value;
};
const named = (answer: string, right: string) =>
  slipsOfFormula(formula(answer), [formula(right)], net, "s", host).map(({ id }) => id);

const DELTA1 = "W2^T delta2 .* g'(z1)";
const DELTA2 = "W3^T delta3 .* g'(z2)";
const DW1 = "1/m delta1 x^T";

describe("a formula with one slip", () => {
  it.each([
    [DELTA1, "W2^T delta2", "slope-left-out"],
    [DELTA1, "g'(a1) .* (W2^T delta2)", "slope-at-a"],
    [DELTA1, "W2^T delta2 .* g(z1)", "activation-for-slope"],
    [DELTA1, "(1 - a1^2) .* (W2^T delta2)", "slope-of-tanh"],
    [DELTA1, "W2^T delta2 .* (a1 - a1^2)", "slope-of-sigmoid"],
    [DELTA1, "W2^T (delta2 .* g'(z2)) .* g'(z1)", "slope-twice"],
    [DELTA1, "W2 delta2 .* g'(z1)", "transpose-left-out"],
    [DELTA1, "-W2^T delta2 .* g'(z1)", "sign"],
    [DELTA1, "(W2^T delta2 .* g'(z1))/2", "half"],
    [DELTA1, "2 g'(z1) .* (W2^T delta2)", "factor-2"],
    [DELTA2, "W3^T delta3 .* g'(a2)", "slope-at-a"],
    [DW1, "delta1 x^T", "number-left-out"],
    [DW1, "1/m x delta1^T", "product-turned"],
    [DW1, "1/m^2 delta1 x^T", "size-factor"],
    [DW1, "1/m delta1 a1^T", "values-of-other-layer"],
    ["yhat - y", "y - yhat", "difference-exchanged"],
    ["yhat - y", "yhat + y", "plus-for-minus"],
    ["yhat - y", "yhat", "summand-left-out"],
    ["W2 a1 + b2", "W2 a1", "summand-left-out"],
    ["W2 a1 + b2", "W2 z1 + b2", "z-for-a"],
    ["delta2 a1^T", "delta3 a1^T", "error-of-other-layer"],
  ])("in %s is named: %s is %s", (right, answer, id) => {
    expect(named(answer, right)).toContain(id);
  });

  it("is named in any style, since values are compared", () => {
    expect(named("diag(g'(a1)) W2^T delta2", DELTA1)[0]).toBe("slope-at-a");
    expect(named("(delta2^T W2)^T", DELTA1)).toEqual(["slope-left-out"]);
  });

  it("has no name where it is right", () => {
    for (const right of [DELTA1, "diag(g'(z1)) W2^T delta2", "(delta2^T W2)^T .* g'(z1)"])
      expect(named(right, DELTA1)).toEqual([]);
    for (const right of [DW1, "(x delta1^T)^T / m", "outer(delta1, x)/m"]) expect(named(right, DW1)).toEqual([]);
  });

  it("has no name where it is made up of other symbols of the shape, in 120 draws", { timeout: 60_000 }, () => {
    const random = createRandom("formulas");
    const columns = ["z1", "b1", "W1 x", "W2^T z2", "W2^T b2", "delta1", "exp(b1)", "W2^T (b2 .* z2)", "sqrt(abs(z1))"];
    const join = [" + ", " - ", " .* "] as const;
    const claims: unknown[] = [];
    for (let k = 0; k < 120; k++) {
      const parts = [random.pick(columns), random.pick(columns), random.pick(columns)];
      const text = `(${parts[0]}${random.pick(join)}${parts[1]})${random.pick(join)}${parts[2]} .* g'(b1)`;
      const found = named(text, DELTA1);
      if (found.length > 0) claims.push([text, found]);
    }
    expect(claims).toEqual([]);
  });

  it("is applied at every place, and makes no formula that reads like the right one", () => {
    const texts = formulaMutants(formula(DELTA1), net).map(({ row }) => row.id);
    expect(new Set(texts).size).toBeGreaterThan(12);
  });
});
