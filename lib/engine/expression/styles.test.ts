import { describe, expect, it } from "vitest";
import { createHost } from "#lib/engine/tensor/index.ts";
import { equalAt, inferShape, type Network, nodeTex, parseIn, type ReadNetwork, readNetwork } from "./index.ts";

const host = createHost();

function network(g: Network["g"]): ReadNetwork {
  const read = readNetwork({
    drawn: {
      x: [2],
      y: [1],
      W1: [4, 2],
      b1: [4],
      W2: [3, 4],
      b2: [3],
      W3: [1, 3],
      b3: [1],
      X: [2, 5],
      Y: [1, 5],
      D1: [4, 5],
      c: [],
      lambda: [],
    },
    defined: [
      "z1 = W1 x + b1",
      "a1 = g(z1)",
      "z2 = W2 a1 + b2",
      "a2 = g(z2)",
      "z3 = W3 a2 + b3",
      "yhat = sigma(z3)",
      "delta3 = yhat - y",
      "delta2 = W3^T delta3 .* g'(z2)",
      "delta1 = W2^T delta2 .* g'(z1)",
      "dW1 = delta1 x^T",
    ],
    g,
  });
  if (!read.ok) throw new Error(read.error.problem.message);
  return read.value;
}
const networks = {
  general: network("general"),
  sigmoid: network("sigmoid"),
  tanh: network("tanh"),
  relu: network("relu"),
};

type Style = readonly [typed: string, meant: string, g?: keyof typeof networks];

/** Says what was read where it is not what was meant; null where it is. */
function misread([typed, meant, g = "general"]: Style): string | null {
  const on = networks[g];
  const [a, b] = [parseIn(typed, on), parseIn(meant, on)];
  if (!a.ok) return a.error.message;
  if (!b.ok) return b.error.message;
  const shape = inferShape(a.value, on.shapes);
  if (!shape.ok) return shape.error.message;
  if (!equalAt(a.value, b.value, on, 4127, host).equal) return `read as ${nodeTex(a.value.root)}`;
  const back = parseIn(nodeTex(a.value.root), on);
  return back.ok ? null : `its own TeX ${nodeTex(a.value.root)}: ${back.error.message}`;
}

describe("a formula in the style of", () => {
  const styles: readonly Style[] = [
    ["W2.T @ delta2 * g'(z1)", "delta1"],
    ["np.dot(W2.T, delta2) * g'(z1)", "delta1"],
    ["dot(W2', delta2) .* g'(z1)", "delta1"],
    ["W2' * delta2 .* g'(z1)", "delta1"],
    ["W_2^\\top\\delta_2\\odot g'(z_1)", "delta1"],
    ["W^{[2]\\top}\\delta^{[2]}\\odot g'\\left(z^{[1]}\\right)", "delta1"],
    ["{W^{[2]}}^T \\delta^{[2]} \\odot g'(z^{[1]})", "delta1"],
    ["\\left(W^{[2]}\\right)^\\mathsf{T}\\,\\delta^{[2]} \\circ g^{\\prime}(z^{[1]})", "delta1"],
    ["W^{(2)T} \\delta^{(2)} \\odot g'(z^{(1)})", "delta1"],
    ["(W^{(2)})^T \\delta^{(2)} ∘ g'(z^{(1)})", "delta1"],
    ["\\mathbf{W}_2^{\\mathsf T}\\boldsymbol{\\delta}_2\\odot g'(\\mathbf{z}_1)", "delta1"],
    ["W₂ᵀ·δ₂ ⊙ g′(z₁)", "delta1"],
    ["W₂ᵀ × δ₂ ∘ g′(z₁)", "delta1"],
    ["diag(g'(z1)) @ W2.T @ delta2", "delta1"],
    ["\\operatorname{diag}\\left(g'(z_1)\\right) W_2^\\top \\delta_2", "delta1"],
    ["\\mathrm{diag}(g'(z_1)) W_2^T \\delta_2", "delta1"],
    ["(delta2.T @ W2).T * g'(z1)", "delta1"],
    ["np.multiply(W2.T.dot(delta2), g'(z1))", "delta1"],
    ["W2.T.dot(delta2) * g_prime(z1)", "delta1"],
    ["matmul(transpose(W2), delta2) .* gprime(z1)", "delta1"],
    ["\\hat{y}-y,", "delta3"],
    ["\\hat{y} - y .", "delta3"],
    ["yhat - y;", "delta3"],
    ["W2^T delta2 .* g'(z1),", "delta1"],
    ["{\\operatorname{sech}}^{2}{z_1}", "g'(z1)", "tanh"],
    ["1-{\\tanh}^2(z_1)", "g'(z1)", "tanh"],
    ["a1*(1-a1)", "g'(z1)", "sigmoid"],
    ["a1.*(1-a1)", "g'(z1)", "sigmoid"],
    ["(1-a1^2)", "g'(z1)", "tanh"],
    ["1-a1**2", "g'(z1)", "tanh"],
    ["1.-a1.^2", "g'(z1)", "tanh"],
    ["1 - np.square(a1)", "g'(z1)", "tanh"],
    ["1-np.tanh(z1)**2", "g'(z1)", "tanh"],
    ["1-\\tanh^2(z_1)", "g'(z1)", "tanh"],
    ["\\operatorname{sech}^2(z_1)", "g'(z1)", "tanh"],
    ["1/cosh(z1)^2", "g'(z1)", "tanh"],
    ["\\frac{1}{\\cosh^2 z_1}", "g'(z1)", "tanh"],
    ["4/(e^{z1}+e^{-z1})^2", "g'(z1)", "tanh"],
    ["\\sigma(z_1)\\odot(1-\\sigma(z_1))", "g'(z1)", "sigmoid"],
    ["1/(1+e^{-z1}) .* (1 - 1/(1+e^{-z1}))", "g'(z1)", "sigmoid"],
    ["e^(-z1)/(1+e^(-z1))^2", "g'(z1)", "sigmoid"],
    ["np.exp(-z1) / (1 + np.exp(-z1))**2", "g'(z1)", "sigmoid"],
    ["(z1 > 0)", "g'(z1)", "relu"],
    ["1[z1>0]", "g'(z1)", "relu"],
    ["\\mathbb{1}[z_1 > 0]", "g'(z1)", "relu"],
    ["\\mathbf{1}_{z_1>0}", "g'(z1)", "relu"],
    ["\\mathbb{1}\\{z_1 > 0\\}", "g'(z1)", "relu"],
    ["np.where(z1 > 0, 1, 0)", "g'(z1)", "relu"],
    ["\\begin{cases} 1 & z_1 > 0 \\\\ 0 & \\text{otherwise} \\end{cases}", "g'(z1)", "relu"],
    ["\\begin{cases}1 & \\text{if } z_1>0\\\\0 & z_1 \\le 0\\end{cases}", "g'(z1)", "relu"],
    ["(a1 > 0).astype(float)", "g'(z1)", "relu"],
    ["np.heaviside(z1)", "g'(z1)", "relu"],
    ["1 if z1 > 0 else 0", "g'(z1)", "relu"],
    ["z1 > 0 ? 1 : 0", "g'(z1)", "relu"],
    ["ReLU'(z1)", "g'(z1)", "relu"],
    ["relu_prime(z1)", "g'(z1)", "relu"],
    ["I(z1>0)", "g'(z1)", "relu"],
    ["(sign(z1)+1)/2", "g'(z1)", "relu"],
    ["max(0,z1)/z1", "g'(z1)", "relu"],
    ["1_{z1>0}", "g'(z1)", "relu"],
    ["-(y-ŷ)", "delta3"],
    ["\\hat y - y", "delta3"],
    ["\\hat{y}-y", "delta3"],
    ["\\sigma(z^{[3]}) - y", "delta3"],
    ["y_hat-y", "delta3"],
    ["\\hat{\\mathbf{y}}-\\mathbf{y}", "delta3"],
    ["$\\hat y - y$", "delta3"],
    ["\\delta_1x^T", "dW1"],
    ["δ₁ xᵀ", "dW1"],
    ["delta1@x.T", "dW1"],
    ["delta1*x'", "dW1"],
    ["np.outer(delta1, x)", "dW1"],
    ["\\delta_1 \\otimes x", "dW1"],
    ["(x δ1^T)^T", "dW1"],
    ["\\frac{\\partial L}{\\partial W^{[1]}}", "dW1"],
    ["dL/dW1", "dW1"],
    ["dL_dW1", "dW1"],
    ["\\nabla_{W^{[1]}} L", "dW1"],
    ["\\frac{\\partial\\mathcal{L}}{\\partial W_1}", "dW1"],
    ["\\sum_{i=1}^m D_1^{(i)} x^{(i)T}", "D1 X^T"],
    ["\\frac{1}{5}\\sum_{i=1}^{5} D_1^{(i)} (x^{(i)})^\\top", "1/5 D1 X^T"],
    ["np.sum(D1, axis=1, keepdims=True)", "D1 ones(5)"],
    ["D1.sum(axis=1)", "D1 ones(5)"],
    ["mean(D1, axis=1)", "1/5 D1 ones(5)"],
    ["sum_i D1_i", "sum(D1, axis=1)"],
    ["sum_{i,j} W1_{ij}^2", "sum(W1^2)"],
    ["\\|W_1\\|^2", "sum(W1.^2)"],
    ["‖W1‖²", "sum(W1.^2)"],
    ["||W1||_F^2", "sum(W1.^2)"],
    ["\\lVert W^{[1]}\\rVert_F^2", "sum(W1.^2)"],
    ["np.linalg.norm(W1)**2", "sum(W1.^2)"],
    ["\\operatorname{tr}(W_1^T W_1)", "sum(W1.^2)"],
    ["tr(W1 W1')", "sum(W1.^2)"],
    ["\\frac{\\lambda}{2}\\|W_1\\|_F^2", "lambda/2 sum(W1^2)"],
    ["|c|", "abs(c)"],
    ["\\left|c\\right|", "abs(c)"],
    ["c\\tanh c", "c tanh(c)"],
    ["ctanh(c)", "c tanh(c)"],
    ["\\tanh c + c(1-\\tanh^2 c)", "tanh(c) + c/cosh(c)^2"],
    ["\\tanh(c) + c\\cdot\\operatorname{sech}^2(c)", "tanh(c) + c/cosh(c)^2"],
    ["tanh(c)+c*sech(c)^2", "tanh(c) + c/cosh(c)^2"],
    ["\\frac{d}{dc}(c\\tanh c)", "tanh(c) + c/cosh(c)^2"],
    ["tanh c + 4c/(e^c+e^-c)^2", "tanh(c) + c/cosh(c)^2"],
    ["\\frac{e^{2c}-1}{e^{2c}+1} + c\\,\\mathrm{sech}^2 c", "tanh(c) + c/cosh(c)^2"],
    ["2c", "c+c"],
    ["\\frac12c^2", "c^2/2"],
    ["\\sqrt{c^2}", "abs(c)"],
    ["½c²", "c^2/2"],
    ["g'(z1) .* W2^T delta2", "delta1"],
    ["g'(z1) ⊙ (W2ᵀ δ2)", "delta1"],
    ["g'(z_1)\\odot W_2^T\\delta_2", "delta1"],
    ["(1-y)/(1-yhat) - y/yhat", "delta3/(yhat(1-yhat))"],
    ["-\\frac{y}{\\hat y}+\\frac{1-y}{1-\\hat y}", "delta3/(yhat(1-yhat))"],
    ["-y \\log \\hat y - (1-y)\\log(1-\\hat y)", "-(y log(yhat) + (1-y) log(1-yhat))"],
    ["-y*np.log(yhat)-(1-y)*np.log(1-yhat)", "-(y log(yhat) + (1-y) log(1-yhat))"],
    // Signs of other keyboards, and spaces left out.
    ["W₂ᵀδ₂⊙g′(z₁)", "delta1"],
    ["W2^T*delta2.*g'(z1)", "delta1"],
    ["W2ᵀ•δ2∘g'(z1)", "delta1"],
    ["(W_2)^T\\cdot\\delta_2 \\circ g'(z_1)", "delta1"],
    ["g'(z1)*(W2.T@delta2)", "delta1"],
    ["torch.matmul(W2.T, delta2) * g'(z1)", "delta1"],
    ["W2.transpose().dot(delta2) * g'(z1)", "delta1"],
    ["\\Bigl(W_2^{\\top}\\,\\delta_2\\Bigr)\\odot g'\\bigl(z_1\\bigr)", "delta1"],
    ["np.diag(g'(z1)) @ (W2.T @ delta2)", "delta1"],
    ["\\mathrm{diag}\\!\\left[g'(z^{(1)})\\right] W^{(2)\\top} \\delta^{(2)}", "delta1"],
    ["δ^[2]ᵀ", "delta2^T"],
    ["\\text{diag}(g'(z_1))W_2^T\\delta_2", "delta1"],
    ["{\\delta_1}{x}^{T}", "dW1"],
    ["\\vec{\\delta}_1 \\vec{x}^{\\,T}", "dW1"],
    ["(ŷ−y)", "delta3"],
    ["-1 * (y - yhat)", "delta3"],
    ["(-1)(y-yhat)", "delta3"],
    ["yhat + -y", "delta3"],
    ["2*(1/2)*(yhat-y)", "delta3"],
    ["2·½(ŷ − y)", "delta3"],
    ["sigmoid(W3 @ a2 + b3) - y", "delta3"],
    ["\\frac{1}{1+e^{-z_3}} - y", "delta3"],
    ["a1 ⊙ (1 − a1)", "g'(z1)", "sigmoid"],
    ["a1 - a1²", "g'(z1)", "sigmoid"],
    ["a1 - a1**2", "g'(z1)", "sigmoid"],
    ["\\sigma'(z_1)", "g'(z1)", "sigmoid"],
    ["sigmoid_derivative(z1)", "g'(z1)", "sigmoid"],
    ["dsigmoid(z1)", "g'(z1)", "sigmoid"],
    ["1 − tanh²(z1)", "g'(z1)", "tanh"],
    ["(1 + a1) .* (1 - a1)", "g'(z1)", "tanh"],
    ["1 - a1.^{2}", "g'(z1)", "tanh"],
    ["1 - a_1^{\\odot 2}", "g'(z1)", "tanh"],
    ["1 - (a^{[1]})^2", "g'(z1)", "tanh"],
    ["1 - (a^{(1)})^{\\circ 2}", "g'(z1)", "tanh"],
    ["1 - np.power(a1, 2)", "g'(z1)", "tanh"],
    ["cosh(z1)^-2", "g'(z1)", "tanh"],
    ["max(0, sign(z1))", "g'(z1)", "relu"],
    ["\\mathbb{I}(z_1 > 0)", "g'(z1)", "relu"],
    ["\\mathbf{1}\\left[z_1>0\\right]", "g'(z1)", "relu"],
    ["(0 < z1)", "g'(z1)", "relu"],
    ["np.heaviside(z1, 0)", "g'(z1)", "relu"],
    ["heaviside(z1, 0.5)", "g'(z1)", "relu"],
    ["np.heaviside(a1, 0)", "g'(z1)", "relu"],
    ["np.heaviside(a1, 1)", "1 + 0 a1", "relu"],
    ["np.subtract(yhat, y)", "yhat - y"],
    ["subtract(yhat, y)", "yhat - y"],
    ["np.add(W1 x, b1) - c", "z1 - c"],
    ["np.divide(np.negative(D1), 5)", "-D1/5"],
    ["2 np.subtract(a1, b1) .* z1", "2 (a1 - b1) .* z1"],
    ["1*(z1>0)", "g'(z1)", "relu"],
    ["[z1 > 0]", "g'(z1)", "relu"],
    ["\\mathrm{ReLU}'(z_1)", "g'(z1)", "relu"],
    ["np.mean(D1, axis=1, keepdims=True)", "1/5 D1 ones(5)"],
    ["\\frac15 \\sum_{i=1}^{5} d_1^{(i)}", "1/5 D1 ones(5)"],
    ["trace(W1.T @ W1)", "sum(W1^2)"],
    ["\\left\\|W^{[1]}\\right\\|_F^2", "sum(W1^2)"],
    ["λ/2 * ‖W1‖_F²", "lambda/2 sum(W1^2)"],
    ["c tanh'(c) + tanh(c)", "tanh(c) + c/cosh(c)^2"],
    ["tanh(c)+c*(1-tanh(c)*tanh(c))", "tanh(c) + c/cosh(c)^2"],
    ["\\tanh(c)+c\\left(1-\\tanh(c)^2\\right)", "tanh(c) + c/cosh(c)^2"],
    ["(sinh(2c)/2 + c)/cosh(c)^2", "tanh(c) + c/cosh(c)^2"],
    ["tanh(c) + c sech²(c)", "tanh(c) + c/cosh(c)^2"],
    ["Math.tanh(c) + c*(1 - Math.tanh(c)**2)", "tanh(c) + c/cosh(c)^2"],
  ];
  for (const style of styles)
    it(`${style[0]} is ${style[1]}${style[2] ? ` with ${style[2]}` : ""}`, () => expect(misread(style)).toBeNull());

  it("something else is not taken for it", () => {
    const others: readonly Style[] = [
      ["W2 delta2 .* g'(z1)", "delta1"],
      ["W2^T delta2 .* g'(a1)", "delta1"],
      ["1 - a1", "g'(z1)", "tanh"],
      ["\\mathbf{1}_{z_1<0}", "g'(z1)", "relu"],
      ["\\frac{1}{4}\\sum_{i=1}^{5} D_1^{(i)}", "1/5 D1 ones(5)"],
      ["||W1||", "sum(W1^2)"],
    ];
    for (const other of others) expect([other[0], misread(other)]).not.toEqual([other[0], null]);
  });
});

describe("what could mean two things is asked about", () => {
  const questions: readonly (readonly [string, string])[] = [
    ["a1' .* delta1", "transpose or a derivative"],
    ["c'", "is a number, so ′ cannot transpose"],
    ["a1 (1 - a1)", "Write .* to multiply entry by entry"],
    ["tanh^{-1}(c)", ""],
    ["\\|W_1\\|_2", "has two meanings"],
    ["\\sum_{i=1}^5 D1", "picks nothing under this Σ"],
    ["\\sum_{i=1}^4 D_1^{(i)} x^{(i)}", ""],
    ["x^{(i)}", "There is no"],
  ];
  for (const [typed, said] of questions)
    it(typed, () => {
      const read = parseIn(typed, networks.general);
      const shape = read.ok ? inferShape(read.value, networks.general.shapes) : read;
      expect(shape.ok ? "was read" : shape.error.message).toContain(said);
      expect(shape.ok).toBe(false);
    });
});
