import { describe, expect, it } from "vitest";
import { explain, inferShape, parse, type Shapes, toTex } from "./index.ts";

/** The network of the two-hidden-layers exercise: 2 inputs, 4 and 3 hidden units, one output. */
const shapes: Shapes = {
  x: [2, 1],
  y: [1, 1],
  yhat: [1, 1],
  W1: [4, 2],
  W2: [3, 4],
  W3: [1, 3],
  b1: [4, 1],
  z1: [4, 1],
  a1: [4, 1],
  z2: [3, 1],
  a2: [3, 1],
  delta1: [4, 1],
  delta2: [3, 1],
  delta3: [1, 1],
  X: [2, 5],
  Q: [3, 3],
};

const formula = (text: string) => {
  const parsed = parse(text, Object.keys(shapes));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

describe("the shape of a formula", () => {
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ["1/3", []],
    ["yhat - y", [1, 1]],
    ["1 - yhat", [1, 1]],
    ["W3^T delta3 .* g'(z2)", [3, 1]],
    ["W2^T delta2 .* g'(z1)", [4, 1]],
    ["delta1 x^T", [4, 2]],
    ["x delta1^T", [2, 4]],
    ["delta3 W3^T", [3, 1]],
    ["W3 .* delta3", [1, 3]],
    ["2 W1", [4, 2]],
    ["W1 / 2", [4, 2]],
    ["(yhat - y) / (yhat (1 - yhat))", [1, 1]],
    ["1 - a1^2", [4, 1]],
    ["Q.^2", [3, 3]],
    ["diag(g'(z1)) W2^T delta2", [4, 1]],
    ["outer(delta1, x)", [4, 2]],
    ["dot(a1, delta1)", [1, 1]],
    ["dot(W2.T, delta2)", [4, 1]],
    ["dot(W3.T, delta3)", [3, 1]],
    ["matmul(W2.T, delta2) * g'(z1)", [4, 1]],
    ["sum(W1 .* W1)", []],
    ["ones(4)", [4, 1]],
    ["ones(2, 3)", [2, 3]],
    ["ones(z1) - a1", [4, 1]],
    ["eye(3) Q", [3, 3]],
    ["W1 X + b1", [4, 5]],
    ["transpose(W2) delta2", [4, 1]],
    ["x^T x", [1, 1]],
  ];
  for (const [text, shape] of cases) {
    it(`of ${text} is ${shape.join("×") || "a number"}`, () =>
      expect(inferShape(formula(text), shapes)).toEqual({ ok: true, value: shape }));
  }
});

describe("sizes that do not go together are told in words, with the place", () => {
  const cases: readonly (readonly [string, number, number, string])[] = [
    ["delta2^T W2^T", 1, 13, "δ2ᵀ is 1×3, W2ᵀ is 4×3: the inner sizes 3 and 4 do not agree."],
    ["W2 delta2", 1, 9, "W2 is 3×4, δ2 is 3×1: the inner sizes 4 and 3 do not agree."],
    ["x + W2 delta2", 5, 9, "W2 is 3×4, δ2 is 3×1: the inner sizes 4 and 3 do not agree."],
    [
      "W2^T delta2 @ g'(z1)",
      1,
      20,
      "W2ᵀ is 4×3, δ2 is 3×1, so the product is 4×1; g′(z1) is 4×1: the inner sizes 1 and 4 do not agree. Write .* to multiply entry by entry, or a^T b for the inner product.",
    ],
    ["W2 * delta2", 1, 11, "W2 is 3×4, δ2 is 3×1: the inner sizes 4 and 3 do not agree."],
    ["a1 - x", 1, 6, "a1 is 4×1, x is 2×1: only equal sizes can be added or subtracted."],
    ["a1 + y", 1, 6, "a1 is 4×1, y is 1×1: only equal sizes can be added or subtracted."],
    ["W1 .* x^T", 1, 9, "W1 is 4×2, xᵀ is 1×2: ⊙ multiplies entry by entry and needs 4×2 on both sides."],
    [
      "g'(z1) .* W2^T delta2",
      1,
      14,
      "g′(z1) is 4×1, W2ᵀ is 4×3: ⊙ multiplies entry by entry and needs 4×1 on both sides. Products and ⊙ are read from left to right; put W2ᵀ δ2 in brackets if it comes first.",
    ],
    [
      "W2^T delta2 .* g'(z2)",
      1,
      21,
      "W2ᵀ is 4×3, δ2 is 3×1, so the product is 4×1; g′(z2) is 3×1: ⊙ multiplies entry by entry and needs 4×1 on both sides.",
    ],
    [
      "x / W1",
      1,
      6,
      "x is 2×1, W1 is 4×2: one can divide by a number, or entry by entry by a matrix of the same size.",
    ],
    [
      "1 + Q^2",
      5,
      3,
      "Q is 3×3, so its power can mean two things: write Q Q for the matrix product, or .^ for entry by entry.",
    ],
    [
      "a1^x",
      4,
      1,
      "An exponent is a whole number from −8 to 8, or a half; ^T transposes. Write other powers with exp and log.",
    ],
    ["diag(W1)", 1, 8, "diag takes a column and puts it on the diagonal of a square matrix, and W1 is 4×2."],
    ["outer(x)", 1, 8, "outer has one argument here; it is written outer(delta1, x)."],
    ["outer(x, W1)", 1, 12, "outer takes two columns, and x is 2×1, W1 is 4×2."],
    ["dot(W2, W3)", 1, 11, "dot multiplies two matrices whose inner sizes agree, and W2 is 3×4, W3 is 1×3."],
    ["dot(x, a1)", 1, 10, "dot takes two columns of the same length, and x is 2×1, a1 is 4×1."],
    ["ones(1000)", 1, 10, "ones takes whole numbers from 1 to 16, and 1000 is a number."],
    ["g'''(z1)", 1, 8, "Only the first two derivatives are known here: g'(z1)."],
    ["swish''(z1)", 1, 11, "Only the first derivative is known here: swish'(z1)."],
    ["sum'(z1)", 1, 8, "sum acts on a whole matrix and has no ′ here."],
  ];
  for (const [text, column, length, message] of cases) {
    it(`in ${text}`, () => {
      const inferred = inferShape(formula(text), shapes);
      expect(inferred.ok ? null : inferred.error).toMatchObject({ column, length, message });
    });
  }
});

describe("the operands of a line, for the drawing", () => {
  it("are the outermost factors from left to right, with what comes out", () => {
    const { operands, shape, problem } = explain(formula("x delta1^T"), shapes);
    expect(operands).toEqual([
      { tex: "x", words: "x", shape: [2, 1], sign: null },
      { tex: "\\delta_{1}^{\\top}", words: "δ1ᵀ", shape: [1, 4], sign: "product" },
    ]);
    expect(shape).toEqual([2, 4]);
    expect(problem).toBeNull();
  });

  it("keep ⊙ and sums apart from products", () => {
    const signs = (text: string) => explain(formula(text), shapes).operands.map(({ sign, words }) => [sign, words]);
    expect(signs("W2^T delta2 .* g'(z1) x^T")).toEqual([
      [null, "W2ᵀ"],
      ["product", "δ2"],
      ["hadamard", "g′(z1)"],
      ["product", "xᵀ"],
    ]);
    expect(signs("W1 x + b1 - z1")).toEqual([
      [null, "W1 x"],
      ["add", "b1"],
      ["subtract", "z1"],
    ]);
    expect(signs("a1")).toEqual([[null, "a1"]]);
  });

  it("have their sizes even where these do not go together", () => {
    const { operands, shape, problem } = explain(formula("W2 delta2"), shapes);
    expect(operands.map((operand) => operand.shape)).toEqual([
      [3, 4],
      [3, 1],
    ]);
    expect(shape).toBeNull();
    expect(problem?.code).toBe("sizes");
  });
});

describe("a formula as TeX", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["yhat - y", "\\hat{y} - y"],
    ["W3^T delta3 .* g'(z2)", "\\left(W^{[3]}\\right)^{\\top} \\, \\delta_{3} \\odot g'\\left(z^{[2]}\\right)"],
    ["x delta1^T", "x \\, \\delta_{1}^{\\top}"],
    ["g'(z1) .* W2 x", "\\left(g'\\left(z^{[1]}\\right) \\odot W^{[2]}\\right) \\, x"],
    ["(yhat - y)/(yhat (1 - yhat))", "\\frac{\\hat{y} - y}{\\hat{y} \\, \\left(1 - \\hat{y}\\right)}"],
    ["1/2 x * 3", "\\frac{1}{2} \\, x \\cdot 3"],
    ["-(a1 + b1)", "-\\left(a^{[1]} + b^{[1]}\\right)"],
    ["a1^2", "\\left(a^{[1]}\\right)^{2}"],
    ["x^-1", "x^{-1}"],
    ["1e-4", "0.0001"],
    ["1e-9", "1 \\cdot 10^{-9}"],
    ["sigma(z3)", "\\sigma\\left(z^{[3]}\\right)"],
    ["diag(g'(z1)) x", "\\operatorname{diag}\\left(g'\\left(z^{[1]}\\right)\\right) \\, x"],
  ];
  for (const [text, tex] of cases) {
    it(`writes ${text} as ${tex}`, () => {
      const parsed = parse(text);
      expect(parsed.ok && toTex(parsed.value)).toBe(tex);
    });
  }

  it("takes an exercise's own names for symbols", () => {
    const parsed = parse("W x");
    expect(parsed.ok && toTex(parsed.value, { W: "\\mathbf{W}" })).toBe("\\mathbf{W} \\, x");
    const gradient = parse("dW1");
    expect(gradient.ok && toTex(gradient.value)).toBe("\\frac{\\partial L}{\\partial W^{[1]}}");
  });
});
