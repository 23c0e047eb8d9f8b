import { describe, expect, it } from "vitest";
import { type Formula, type Network, parseIn, readNetwork } from "#lib/engine/expression/index.ts";
import { createHost } from "#lib/engine/tensor/index.ts";
import { slipsOfFormula } from "./index.ts";

const host = createHost();

function named(network: Network, answer: string, ...right: readonly string[]): readonly string[] {
  const read = readNetwork(network);
  if (!read.ok) throw new Error(read.error.problem.message);
  const [first, ...others] = [answer, ...right].map((text): Formula => {
    const one = parseIn(text, read.value);
    if (!one.ok) throw new Error(`${text}: ${one.error.message}`);
    return one.value;
  });
  return slipsOfFormula(first as Formula, others, read.value, "s", host).map(({ id }) => id);
}

/** A linear output of three, with weights c of the outputs. */
const linear: Network = {
  drawn: { x: [4, 1], y: [3, 1], c: [3, 1], W1: [5, 4], b1: [5, 1], W2: [3, 5], b2: [3, 1], delta2: [3, 1] },
  defined: ["z1 = W1 x + b1", "a1 = g(z1)", "yhat = W2 a1 + b2"],
  g: "general",
};
/** ReLU, and a sigmoid at the output. */
const relu: Network = {
  drawn: { x: [2, 1], y: [1, 1], W1: [4, 2], b1: [4, 1], W2: [1, 4], b2: [1, 1] },
  defined: ["z1 = W1 x + b1", "a1 = g(z1)", "z2 = W2 a1 + b2", "yhat = sigma(z2)"],
  g: "relu",
};
const batch: Network = {
  drawn: { X: [2, 3], Y: [1, 3], W: [1, 2], b: [1, 1] },
  defined: ["m = 3", "Yhat = sigma(W X + b)", "Delta = Yhat - Y"],
  g: "sigmoid",
};

const ERROR = "2 c .* (yhat - y)";
const BACK = "W2^T delta2 .* g'(z1)";
const MASKED = "W2^T (yhat - y) .* g'(z1)";

describe("a slip at an activation", () => {
  it.each([
    ["2 c .* (yhat - y) .* g'(yhat)", ERROR, "slope-at-linear-output"],
    ["2 c .* (yhat - y) .* yhat .* (1 - yhat)", ERROR, "slope-at-linear-output"],
    ["2 c .* (yhat - y) .* sigma'(yhat)", ERROR, "slope-at-linear-output"],
    ["2 c .* (yhat - y).^2", ERROR, "error-squared"],
    ["2 c .* (yhat - y) .* (yhat - y)", ERROR, "error-squared"],
    ["g(W2 a1 + b2)", "W2 a1 + b2", "activation-extra"],
    ["tanh(b2 + W2 a1)", "W2 a1 + b2", "activation-extra"],
    ["2 c^T (yhat - y)", ERROR, "inner-for-hadamard"],
    ["W2^T (delta2 .* g'(z1))", BACK, "slope-before-weights"],
    ["W2^T (g'(z1) .* delta2)", BACK, "slope-before-weights"],
    ["g'(W2^T delta2)", BACK, "slope-of-the-error"],
    ["W2^T delta2 .* tanh'(z1)", BACK, "slope-of-other-activation"],
  ])("of a linear output is named: %s for %s", (answer, right, id) => {
    expect(named(linear, answer, right)[0]).toBe(id);
  });

  it.each([
    ["diag(z1 < 0)", "diag(g'(z1))", "mask-turned"],
    ["W2^T (yhat - y) .* (z1 <= 0)", MASKED, "mask-turned"],
    ["W2^T (yhat - y) .* (z1 <= 0)", "W2^T (yhat - y) .* (z1 > 0)", "mask-turned"],
    ["W2^T (yhat - y) .* (z1 < 0)", "diag(z1 > 0) W2^T (yhat - y)", "mask-turned"],
    ["W2^T (yhat - y) .* sigma'(z1)", MASKED, "slope-of-other-activation"],
    ["W2^T (yhat - y) .* sigma(z1) .* (1 - sigma(z1))", MASKED, "slope-of-other-activation"],
    ["g'(z1) g'(z1)^T", "diag(g'(z1))", "outer-for-diagonal"],
    ["g'(z1)", "diag(g'(z1))", "diagonal-left-out"],
    ["-y/yhat + (1 - y)/(1 - yhat)", "yhat - y", "by-the-prediction"],
    ["W2^T ((yhat - y) ./ (yhat .* (1 - yhat))) .* g'(z1)", MASKED, "by-the-prediction"],
  ])("of ReLU or a sigmoid is named: %s for %s", (answer, right, id) => {
    expect(named(relu, answer, right)[0]).toBe(id);
  });

  it.each([
    ["sum(Delta X^T)/m", "sum(Delta)/m", "values-in-bias"],
    ["1/m sum((Yhat - Y) X^T)", "1/3 sum(Yhat - Y)", "values-in-bias"],
  ])("of a bias's gradient is named: %s for %s", (answer, right, id) => {
    expect(named(batch, answer, right)[0]).toBe(id);
  });

  it.each([
    [linear, ERROR, ERROR],
    [linear, "diag(g'(z1)) W2^T delta2", BACK],
    [relu, "diag(z1 > 0)", "diag(g'(z1))"],
    [relu, "W2^T (yhat - y) .* relu'(z1)", MASKED],
    [batch, "sum(Delta)/m", "sum(Delta)/m"],
    // Other things than these slips, though of the same kind.
    [linear, "2 c .* (yhat - y) .* g'(y)", ERROR],
    [linear, "2 c .* (yhat - y).^3", ERROR],
    [linear, "g'(W2^T y)", BACK],
    [relu, "diag(z1 > 1)", "diag(g'(z1))"],
    // A condition at another place, or on what is no layer's sum, is no mask turned round.
    [relu, "W2^T (y <= 0)", "W2^T (y > 0)"],
    [relu, "W2^T (yhat - y) .* (z1 <= 1)", "W2^T (yhat - y) .* (z1 > 0)"],
    [relu, "W2^T (yhat - y) .* (z1 > 0)", "W2^T (yhat - y) .* (z1 > 0)"],
    [relu, "y/yhat", "yhat - y"],
    [batch, "sum(Delta)/m + sum(X)", "sum(Delta)/m"],
  ] as const)("is not seen where there is none: %#", (network, answer, right) => {
    expect(named(network, answer, right)).toEqual([]);
  });

  it("is not told of numbers: of x tanh′(x), tanh′(x) has lost a factor", () => {
    const scalar: Network = { drawn: { x: [] }, defined: [], g: "tanh" };
    expect(named(scalar, "tanh'(x)", "x tanh'(x)")).toEqual(["factor-left-out"]);
  });
});
