import { describe, expect, it } from "vitest";
import { createRandom } from "#lib/core/random.ts";
import { type Formula, type Network, parseIn, type ReadNetwork, readNetwork } from "#lib/engine/expression/index.ts";
import { createHost } from "#lib/engine/tensor/index.ts";
import { formulaMutants, formulaRows, slipsOfFormula } from "./index.ts";

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

/** The row that is told, among symbols of another network. */
function toldIn(network: Network, answer: string, right: readonly string[]): string | undefined {
  const read = readNetwork(network);
  if (!read.ok) throw new Error(read.error.problem.message);
  const [first, ...others] = [answer, ...right].map((text) => {
    const one = parseIn(text, read.value);
    if (!one.ok) throw new Error(`${text}: ${one.error.message}`);
    return one.value;
  });
  return slipsOfFormula(first as Formula, others, read.value, "s", host)[0]?.id;
}

/** Three examples in the columns, whose number is defined and not declared as a size. */
const batch: Network = {
  drawn: { X: [2, 3], Y: [1, 3], W: [1, 2], b: [1, 1] },
  defined: ["m = 3", "Yhat = sigma(W X + b)", "Delta = Yhat - Y"],
  g: "sigmoid",
};

it("an error of another line that lost its slope is named where it is written out", () => {
  const network: Network = {
    drawn: { x: [2, 1], W1: [4, 2], W2: [3, 4], delta2: [3, 1] },
    defined: ["z1 = W1 x", "delta1 = W2^T delta2 .* g'(z1)"],
    g: "general",
  };
  expect(toldIn(network, "(W2^T delta2) x^T", ["delta1 x^T"])).toBe("slope-left-out");
});

describe("the number of examples", () => {
  it.each([
    ["sum(Delta)/m^2", "sum(Delta)/m", "size-factor"],
    ["mean(Delta)/m", "sum(Delta)/m", "size-factor"],
    ["Delta X^T/m^2", "Delta X^T/m", "size-factor"],
    ["m Delta X^T", "Delta X^T", "times-size"],
    ["Delta X^T", "Delta X^T/m", "number-left-out"],
    ["mean(X .* X, axis=0)", "sum(X .* X, axis=0)", "mean-for-sum"],
  ])("is named as the factor that it is: %s for %s", (answer, right, id) => {
    expect(toldIn(batch, answer, [right])).toBe(id);
  });
});

describe("what only happens to be equal in value", () => {
  const right = ["Yhat - Y", "-(Y - Yhat)", "((1 - Y) / (1 - Yhat) - Y / Yhat) .* Yhat .* (1 - Yhat)"];
  it.each([
    ["(Yhat - Y) .* Yhat", right],
    ["1 - Yhat", right],
    ["Y", right],
    ["Y X^T / m", ["(Yhat - Y) X^T / m"]],
  ])("has no name: %s", (answer, forms) => {
    expect(toldIn(batch, answer, forms)).toBeUndefined();
  });

  it.each([
    ["Yhat^2 - Y", right],
    ["Yhat - square(Y)", right],
    ["Delta .* Delta X^T / m", ["Delta X^T / m"]],
    ["Delta Delta^T / m", ["sum(Delta) / m"]],
  ])("a square is one where it is written: %s", (answer, forms) => {
    expect(toldIn(batch, answer, forms)).toBe("square-extra");
  });
});

describe("a derivative of numbers", () => {
  const scalar: Network = { drawn: { x: [] }, defined: ["f = x tanh(x)"], g: "tanh" };
  const df = ["tanh(x) + x (1 - tanh(x)^2)", "tanh x + x / cosh(x)^2", "tanh(x) + x - x tanh(x)^2"];
  const ddf = [
    "2 (1 - tanh(x)^2) (1 - x tanh(x))",
    "2 sech(x)^2 - 2 x tanh(x) sech(x)^2",
    "2 (1 - tanh(x)^2) - 2 x tanh(x) (1 - tanh(x)^2)",
    "(2 - 2 f) (1 - tanh(x)^2)",
  ];
  it.each([
    ["2 sech(x)^2 + 2 x tanh(x) sech(x)^2", ddf, "plus-for-minus"],
    ["tanh(x) - x (1 - tanh(x)^2)", df, "minus-for-plus"],
    ["2 (1 - tanh(x)^2) - 2 x tanh(x)", ddf, "multiplied-out"],
    ["1 (1 - x tanh(x))", ["(1 - tanh(x)^2) (1 - x tanh(x))"], "factor-left-out"],
    ["2 (1 - tanh(x)) (1 - x tanh(x))", ddf.slice(0, 1), "square-left-out"],
    ["2 tanh(x)^2 (1 - x tanh(x))", ["2 (1 + tanh(x)^2) (1 - x tanh(x))"], "inner-summand-left-out"],
    ["tanh(x) + x - tanh(x)^2", df.slice(0, 1), "multiplied-out"],
    ["tanh(x)", df, "summand-left-out"],
    // The minus inside of sinh, of which (e^x + e^-x) could be the slip, is not written.
    ["tanh(x) + x / sinh(x)^2", [...df, "tanh(x) + 4 x / (exp(x) + exp(-x))^2"], "other-function"],
    ["2 / sinh(x)^2 (1 - x tanh(x))", [...ddf, "2 (1 - f) / cosh(x)^2"], "other-function"],
    ["tanh(x) + 4 x / (exp(x) - exp(-x))^2", ["tanh(x) + 4 x / (exp(x) + exp(-x))^2"], "minus-for-plus"],
    ["x (x - tanh(x)) + 1", ["x (tanh(x) - x) + 1"], "difference-turned"],
  ])("is told its sign or its factor, and nothing of predictions: %s", (answer, right, id) => {
    expect(toldIn(scalar, answer, right)).toBe(id);
  });

  it("speaks of a prediction only where a target is taken from one", () => {
    const speaking = formulaRows.filter(({ says, next }) => /predict|target/.test(says + next)).map(({ id }) => id);
    expect(speaking.sort()).toEqual([
      "by-the-prediction",
      "difference-exchanged",
      "error-squared",
      "output-slope-kept",
      "slope-at-linear-output",
    ]);
    for (const right of [...df, ...ddf, "1 - x"])
      for (const id of speaking) {
        const read = readNetwork(scalar);
        const formula = read.ok ? parseIn(right, read.value) : read;
        if (!read.ok || !formula.ok) throw new Error(right);
        expect(formulaMutants(formula.value, read.value).map(({ row }) => row.id)).not.toContain(id);
      }
  });
});

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
    ["W2 a1 + b2", "W2 a1", "bias-left-out"],
    ["W2 a1 + b2", "b2", "summand-left-out"],
    ["W2 a1 + b2", "W2 z1 + b2", "z-for-a"],
    ["delta2 a1^T", "delta3 a1^T", "error-of-other-layer"],
  ])("in %s is named: %s is %s", (right, answer, id) => {
    expect(named(answer, right)).toContain(id);
  });

  it.each([
    ["W3^T (yhat - y)", "W3^T ((yhat - y) .* yhat .* (1 - yhat))", "output-slope-kept"],
    ["W3^T delta3", "W3^T (yhat - y) .* yhat .* (1 - yhat)", "output-slope-kept"],
    ["W3^T delta3", "W3^T (y - yhat)", "sign"],
    ["delta2 .* z2", "delta2 .* z2 .* z2", "square-extra"],
    [DELTA2, "W3^T delta3 + g'(z2)", "sum-for-product"],
  ])("across lines, and in powers and products, in %s is named first: %s is %s", (right, answer, id) => {
    expect(named(answer, right)[0]).toBe(id);
  });

  it("keeps the slope of the output where the right formula has it", () => {
    const squared = "W3^T ((yhat - y) .* yhat .* (1 - yhat))";
    const twice = "W3^T ((yhat - y) .* yhat^2 .* (1 - yhat)^2)";
    expect(named(twice, squared)).not.toContain("output-slope-kept");
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
