import { describe, expect, it } from "vitest";
import { createHost } from "#lib/engine/tensor/index.ts";
import { areEqual, inferShape, type Network, nodeTex, parseIn, type ReadNetwork, readNetwork } from "./index.ts";

// What papers, textbooks and programs write, each beside the same in the spelling of the exercises.
const host = createHost();
function networkOf(network: Network): ReadNetwork {
  const read = readNetwork(network);
  if (!read.ok) throw new Error(read.error.problem.message);
  return read.value;
}

const networks = {
  vectors: networkOf({
    drawn: { z: [4, 1], y: [4, 1], c: [4, 1], A: [4, 4], W: [4, 3], X: [3, 5], D: [4, 5], S: [1, 5], q: [] },
    defined: ["p = softmax(z)"],
    values: { y: "onehot" },
    g: "general",
  }),
  curve: networkOf({ drawn: { x: [] }, defined: ["f = x tanh(x)"], g: "tanh" }),
};
type Row = readonly [typed: string, known: string, setting?: keyof typeof networks];

/** Why what was typed is not read as the known formula; null where it is. */
function misread([typed, known, setting = "vectors"]: Row): string | null {
  const network = networks[setting];
  const reference = parseIn(known, network);
  const asked = reference.ok ? inferShape(reference.value, network.shapes) : null;
  if (!reference.ok || !asked?.ok) throw new Error(known);
  const read = parseIn(typed, network, asked.value);
  if (!read.ok) return read.error.message;
  const shape = inferShape(read.value, network.shapes);
  if (!shape.ok) return shape.error.message;
  return areEqual(read.value, reference.value, network, 7, host) ? null : "another value";
}

const same = (rows: readonly Row[]) => rows.map((row) => [row[0], misread(row)]);
const none = (rows: readonly Row[]) => rows.map((row) => [row[0], null]);

describe("functions of papers", () => {
  const rows: readonly Row[] = [
    ["\\operatorname{logsumexp}(z) - y^\\top z", "-sum(y .* log(p))"],
    ["z - logsumexp(z)", "log(p)"],
    ["z - \\log\\sum_k e^{z_k}", "log(p)"],
    ["z - \\frac{1}{4}\\sum_{i=1}^4 z_i", "z - mean(z)"],
    ["\\mathrm{vec}(A)^\\top \\mathrm{vec}(A)", "sum(A .* A)"],
    ["\\operatorname{vec}(A^T)^T vec(A)", "tr(A A)"],
    ["\\mathbb{E}[S]", "mean(S)"],
    ["\\mathbb{E}[z^2] - \\mathbb{E}[z]^2", "mean((z - mean(z)).^2)"],
    ["\\overline{S}", "mean(S)"],
    ["(1-q)_+", "max(0, 1 - q)"],
    ["[1 - q]_{+}", "relu(1 - q)"],
    ["\\Theta(z) \\odot c", "(z > 0) .* c"],
    ["\\operatorname{diag}(\\theta(z))", "diag(z > 0)"],
    ["\\operatorname{diag}\\begin{cases}1 & z > 0\\\\ 0 & z \\le 0\\end{cases}", "diag(z > 0)"],
    ["\\begin{cases} c & \\text{where } z > 0 \\\\ 0 & \\text{elsewhere}\\end{cases}", "c .* (z > 0)"],
    ["\\begin{cases} c & \\text{for } z > 0 \\\\ 0 & \\text{otherwise}\\end{cases}", "c .* (z > 0)"],
    ["c \\odot \\dot g(z)", "c .* g'(z)"],
    ["np.sum(A**2)", "sum(A .* A)"],
    ["\\frac{d^2}{dx^2}(x\\tanh x)", "2 (1 - f)/cosh(x)^2", "curve"],
    ["d²/dx² (x tanh x)", "2 (1 - f)/cosh(x)^2", "curve"],
    ["f(x)/x + x - f(x)^2/x", "tanh(x) + x (1 - tanh(x)^2)", "curve"],
    ["\\left\\|\\boldsymbol S^{\\top}\\right\\|_\\infty \\geq |\\mathbf S|", "ones(1, 5)"],
  ];
  it("are read", () => expect(same(rows)).toEqual(none(rows)));

  it("do not equal what they only look like: the table would notice", () => {
    for (const row of [
      ["z + logsumexp(z)", "log(p)"],
      ["vec(A)^T vec(A^T)", "sum(A .* A)"],
      ["\\mathbb{E}[z^2] - \\mathbb{E}[z]", "mean((z - mean(z)).^2)"],
      ["(1+q)_+", "max(0, 1 - q)"],
      ["\\Theta(-z) \\odot c", "(z > 0) .* c"],
      // Between −0.5 and 0 nothing is said.
      ["\\begin{cases} c & z > 0 \\\\ 0 & z < -0.5\\end{cases}", "c .* (z > 0)"],
      ["\\frac{d}{dx}(x\\tanh x)", "2 (1 - f)/cosh(x)^2", "curve"],
      ["f(x) + x^2", "f(x)^2", "curve"],
    ] as const)
      expect([row[0], misread(row)]).toEqual([row[0], "another value"]);
  });

  it("say in TeX how they were read", () => {
    const tex = (text: string) => {
      const read = parseIn(text, networks.vectors);
      return read.ok ? nodeTex(read.value.root) : read.error.message;
    };
    expect(tex("E[S]")).toBe("\\mathbb{E}\\left[S\\right]");
    expect(tex("‖z‖_∞")).toBe("\\left\\lVert z\\right\\rVert_{\\infty}");
  });

  it("that are unknown are named, and a matrix whose mean could be two things is asked about", () => {
    expect(misread(["\\operatorname{argmax}(z)", "z"])).toMatch(/^argmax is no function that is known here/);
    expect(misread(["\\mathbb{E}[A]", "mean(A)"])).toMatch(/^E could be a mean over the examples/);
    expect(misread(["\\Sigma(z)", "sigma(z)"])).toMatch(/^\\Sigma is not known here/);
  });
});

describe("a row or a column beside a matrix", () => {
  const rows: readonly Row[] = [
    ["p \\odot (I - \\mathbf{1}p^\\top)", "diag(p) - p p^T"],
    ["c * A", "diag(c) A"],
    ["S * D", "D diag(S^T)"],
    ["exp(D) / sum(exp(D), axis=0)", "softmax(D)"],
    ["D - mean(D, axis=0)", "D - ones(4, 1) mean(D, axis=0)"],
    ["np.mean(S * X, axis=1)", "X S^T / 5"],
  ];
  it("goes along it, as NumPy has it, where the whole then has the shape that is asked for", () =>
    expect(same(rows)).toEqual(none(rows)));

  it("is told by its sizes where that leads to another shape", () => {
    expect(misread(["W .* c", "z"])).toBe(
      "W is 4×3, c is 4×1: ⊙ multiplies entry by entry and needs 4×3 on both sides.",
    );
  });

  it("goes along columns only where it is one: the other way it is another value", () => {
    expect(misread(["S * D", "diag(c) D"])).toBe("another value");
  });
});

describe("⊙ in a product", () => {
  it("holds more tightly where neither left to right nor looser has sizes", () => {
    const rows: readonly Row[] = [["W^T \\cdot 2c\\odot(p - y)", "2 W^T (c .* (p - y))"]];
    expect(same(rows)).toEqual(none(rows));
    expect(misread(["W^T \\cdot 2c\\odot(p - y)", "2 (W^T c) * sum(p - y)"])).toBe("another value");
  });
});

describe("a formula of entries", () => {
  const rows: readonly Row[] = [
    ["p_k - y_k", "p - y"],
    ["\\sigma(s_k) - s_k", "sigma(S) - S"],
    ["2 c_j (p_j - y_j)", "2 c .* (p - y)"],
    ["\\sum_{j} A_{ij} c_j", "A c"],
    ["\\sum_{i} A_{ij} c_i", "A^T c"],
    ["p_i(\\delta_{ij} - p_j)", "diag(p) - p p^T"],
    ["c_i s_j", "c S"],
    ["(A c)_i", "A c"],
    ["[p_1 - y_1, p_2 - y_2, p_3 - y_3, p_4 - y_4]^\\top", "p - y"],
    ["\\left[ p_1, \\; p_2, \\; p_3, \\; p_4 \\right]^\\top", "p"],
    ["s_1 x_1 + s_2 x_2 + s_3 x_3 + s_4 x_4 + s_5 x_5", "X S^T"],
  ];
  it("is the formula of all of them", () => expect(same(rows)).toEqual(none(rows)));

  it("is another one where its indices are exchanged or a δ is left out", () => {
    for (const row of [
      ["\\sum_{j} A_{ij} c_j", "A^T c"],
      ["p_i(1 - p_j)", "diag(p) - p p^T"],
      ["s_1 x_1 + s_2 x_2 + s_3 x_3 + s_4 x_5 + s_5 x_4", "X S^T"],
    ] as const)
      expect([row[0], misread(row)]).toEqual([row[0], "another value"]);
  });

  it("is asked about where its indices do not run over what is asked for, or where a number alone could be another name", () => {
    expect(misread(["p_i y_j", "p"])).toMatch(/^The letters i, j number entries here, and do not run/);
    expect(misread(["p_k - y_k", "sum(p)"])).toMatch(/^The letter k numbers entries here/);
    expect(misread(["p_1", "p"])).toMatch(/^There is no p_1 here/);
    expect(misread(["W_1 X + W_2 X", "D"])).toMatch(/^There is no W_1 here/);
  });
});

describe("g", () => {
  it("is not said to decide where it does not occur", async () => {
    const { equalAt } = await import("./index.ts");
    const read = (text: string) => {
      const formula = parseIn(text, networks.vectors);
      if (!formula.ok) throw new Error(text);
      return formula.value;
    };
    expect(equalAt(read("|1 - q|"), read("max(0, 1 - q)"), networks.vectors, 3, host).byActivation).toEqual([]);
    expect(equalAt(read("g(z)"), read("tanh(z)"), networks.vectors, 3, host).byActivation).toHaveLength(4);
  });
});
