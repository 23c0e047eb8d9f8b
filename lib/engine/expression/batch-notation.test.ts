import { describe, expect, it } from "vitest";
import { createHost } from "#lib/engine/tensor/index.ts";
import { equalAt, inferShape, nodeTex, nodeWords, parseIn, type ReadNetwork, readNetwork, readSteps } from "./index.ts";

const host = createHost();

/** Logistic regression over three examples; m is a number with a definition. */
const batch: ReadNetwork = (() => {
  const read = readNetwork({
    drawn: { X: [2, 3], Y: [1, 3], W: [1, 2], b: [1, 1], z: [4, 1], c: [] },
    defined: ["m = 3", "k = 2.5", "n = 7", "S = W X + b", "Yhat = sigma(S)", "Delta = Yhat - Y"],
    g: "sigmoid",
  });
  if (!read.ok) throw new Error(read.error.problem.message);
  return read.value;
})();

/** What keeps a text from being read, or what it was read as where that is not what was meant; null where it is. */
function misread(typed: string, meant: string): string | null {
  const [a, b] = [parseIn(typed, batch), parseIn(meant, batch)];
  if (!a.ok) return a.error.message;
  if (!b.ok) throw new Error(`${meant}: ${b.error.message}`);
  const shape = inferShape(a.value, batch.shapes);
  if (!shape.ok) return shape.error.message;
  return equalAt(a.value, b.value, batch, 4127, host).equal ? null : "not equal";
}

describe("NumPy's, MATLAB's and paper's ways to write a mean over examples", () => {
  it.each([
    ["(X @ Delta.T).T / X.shape[1]", "Delta X^T / 3"],
    ["Delta @ X.T / X.shape[-1]", "Delta X^T / 3"],
    ["Delta X^T / np.shape(X)[1]", "Delta X^T / 3"],
    ["Delta X^T / X.size(1)", "Delta X^T / 3"],
    ["Delta X^T / np.size(X, 1)", "Delta X^T / 3"],
    ["Delta X^T / np.size(X, axis=1)", "Delta X^T / 3"],
    ["Delta*X'/size(X,2)", "Delta X^T / 3"],
    ["Delta*X'/size(Delta, 2)", "Delta X^T / 3"],
    ["Delta*X'/length(Y)", "Delta X^T / 3"],
    ["Delta*X'/numel(Y)", "Delta X^T / 3"],
    ["Delta X^T / len(X.T)", "Delta X^T / 3"],
    ["1/len(X) Delta X^T", "Delta X^T / 2"],
    ["Delta X^T / X.size", "Delta X^T / 6"],
    ["Delta @ np.ones((X.shape[1], 1)) / X.shape[1]", "sum(Delta)/3"],
    ["⅓ Δ Xᵀ", "Delta X^T / 3"],
    ["⅔ Delta", "2/3 Delta"],
    ["1⅔ Delta", "5/3 Delta"],
    ["2 ⅛ Delta", "17/8 Delta"],
    ["Delta ⅜", "3/8 Delta"],
    ["\\overline{\\Delta}", "sum(Delta)/3"],
    ["\\bar\\Delta", "mean(Delta)"],
    ["Δ\u0304", "mean(Delta)"],
    ["np.true_divide(Delta, 3)", "Delta / 3"],
  ])("%s is read", (typed, meant) => {
    expect(misread(typed, meant)).toBeNull();
  });

  it.each([
    ["Delta X^T / len(Y)", "len of a row could be 1 or 3: write .shape[0] or .shape[1]"],
    ["Delta X^T / size(X, 3)", "size takes 1 (rows) or 2 (columns)"],
    ["\\overline{X}", "The bar over X could be a mean over the examples, or over all entries"],
    ["\\bar z", "The bar over z could be"],
    ["foo(Delta, X)", "foo is no function that is known here"],
    ["np.foo(Delta, X)", "np.foo is no function that is known here"],
    ["np.linspace(c) X", "np.linspace is no function that is known here"],
    ["(Delta, X)", "A comma only separates the arguments"],
  ])("%s is asked about", (typed, message) => {
    expect(misread(typed, "Delta")).toContain(message);
  });
});

describe("H( … )", () => {
  it("is the step function where H is no name", () => {
    expect(misread("H(z) .* z", "(z > 0) .* z")).toBeNull();
    expect(misread("3H(z - c)", "3 (z > c)")).toBeNull();
    expect(misread("X^HX", "X^T X")).toBeNull();
    expect(misread("2 H", "z")).toContain("There is no H here.");
  });

  it("is a product where H is one", () => {
    const read = readNetwork({ drawn: { H: [2, 2], z: [2, 1] }, defined: ["q = H(z)"], g: "tanh" });
    expect(read.ok && read.value.shapes.q).toEqual([2, 1]);
  });
});

describe("a matrix that is written out", () => {
  it.each([
    ["\\begin{pmatrix} 1 & 0 \\\\ 0 & c \\end{pmatrix} X", "diag([1; c]) X"],
    ["\\begin{bmatrix}1&0\\\\0&1\\\\\\end{bmatrix} X", "eye(2) X"],
    ["[1, 0; 0, c] X", "diag([1; c]) X"],
    ["[[1, 0], [0, c]] X", "diag([1; c]) X"],
    ["np.array([[1, 0], [0, c]]) @ X", "diag([1; c]) X"],
    ["[1, 1, 1]^T Yhat", "ones(3) Yhat"],
    ["[[1], [1], [1]] Yhat", "ones(3) Yhat"],
    ["Delta [b^2; 2 b; b - 1]", "Delta [b^2; b + b; -(1 - b)]"],
  ])("%s is read", (typed, meant) => {
    expect(misread(typed, meant)).toBeNull();
    const read = parseIn(typed, batch);
    if (!read.ok) throw new Error(read.error.message);
    for (const text of [nodeTex(read.value.root), nodeWords(read.value.root)]) expect(misread(text, meant)).toBeNull();
  });

  it.each([
    ["[1, 0; 1] X", "rows of this matrix have different lengths"],
    ["[z, 0] X", "holds numbers, or blocks of one height in a row, and z is 4×1"],
  ])("%s is asked about", (typed, message) => {
    expect(misread(typed, "X")).toContain(message);
  });

  it("of all examples side by side is the matrix that holds them", () => {
    expect(misread("[x_1, x_2, x_3]", "X")).toBeNull();
    expect(misread("W [x_1, x_2, x_3] + b", "S")).toBeNull();
    expect(misread("[x_1, x_3, x_2]", "X")).toBe("not equal");
  });

  it("keeps its rows in one step", () => {
    const text = "\\begin{pmatrix} 1 & 0 \\\\\n 0 & 2 \\end{pmatrix} X \\\\\n= [1, 0; 0, 2] X";
    const { steps } = readSteps(text, { id: "q", tex: "q", shape: [2, 3] }, batch);
    expect(steps.map(({ shape }) => shape)).toEqual([
      [2, 3],
      [2, 3],
    ]);
  });
});

it.each(["length", "size", "len", "negative"])("a line may give something the name %s", (name) => {
  const { steps } = readSteps(`${name} = norm(X)\nX / ${name}`, { id: "q", tex: "q", shape: [2, 3] }, batch);
  expect(steps.map(({ kind, problem }) => [kind, problem])).toEqual([
    ["define", null],
    ["main", null],
  ]);
});

it("a mean with a bar may still be given a name", () => {
  const { steps } = readSteps("\\bar{X} = X ones(3)/3\n= \\bar{X}", { id: "q", tex: "q", shape: [2, 1] }, batch);
  expect(steps.map(({ kind, problem }) => [kind, problem])).toEqual([
    ["define", null],
    ["side", null],
  ]);
});

describe("a sum over examples", () => {
  it.each([
    ["\\frac1m\\sum_{k=1}^{m}\\Delta_k x_k^\\top", "Delta X^T / 3"],
    ["\\frac1m\\sum_{k=1}^{3}\\Delta_k x_k^\\top", "Delta X^T / 3"],
    ["1/m sum_{i=1}^m Delta_i", "sum(Delta)/3"],
    ["\\frac13\\sum_{i=1}^{X.shape[1]} \\Delta_i", "sum(Delta)/3"],
    ["\\sum_{i=1}^{\\mathbf{m}} \\Delta_i / 3", "sum(Delta)/3"],
    ["Delta ones(m) / m", "sum(Delta)/3"],
  ])("runs to a number that is defined and counts columns: %s", (typed, meant) => {
    expect(misread(typed, meant)).toBeNull();
  });

  it.each([
    ["\\sum_{i=1}^{k}\\Delta_i", "A sum runs from 1 to a size, and k is none here."],
    ["\\sum_{i=1}^{n}\\Delta_i", "A sum runs from 1 to a size, and n is none here."],
    ["\\sum_{i=1}^{m + 1}\\Delta_i", "A sum runs from 1 to a size, and m + 1 is none here."],
    ["\\sum_{i=1}^{2}\\Delta_i", "1×3, and i runs to 2"],
  ])("does not run to a number that counts nothing: %s", (typed, message) => {
    expect(misread(typed, "Delta")).toContain(message);
  });
});
