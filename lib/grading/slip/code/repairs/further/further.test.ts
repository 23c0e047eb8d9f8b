// Longer than most: one row for each change of a text, with what it is told as.
import { describe, expect, it } from "vitest";
import { furtherRepairsOf, plainCode, repairsOf } from "../../index.ts";

const squeezed = (code: string): string => plainCode(code).replace(/[\s()]+/g, "");

/** Ids of the changes that make a text of an answer, by what it reads like then. */
const told = (answer: string, right: string): string[] =>
  furtherRepairsOf(answer).flatMap(({ id, code }) => (squeezed(code).includes(squeezed(right)) ? [id] : []));

const of = (body: string) => `export const f = (p, X, Y, k) => { ${body} };`;

describe("A slip that few answers have", () => {
  it.each([
    ["two cases exchanged", of("return X > 0 ? Y : k;"), "X > 0 ? k : Y", "branches-exchanged"],
    ["two cases of tensors", of("return nd.where(X, Y, k);"), "nd.where(X, k, Y)", "branches-exchanged"],
    ["a leaky unit", of("return X > 0 ? X : 0.1 * X;"), "X > 0 ? X : 0", "zero-in-one-case"],
    ["classes 0 and 1", of("return X > 0 ? 1 : 0;"), "X > 0 ? 1 : -1", "number-in-one-case"],
    ["a share of misses", of("return X.filter((c) => c !== k);"), "c === k", "equality-turned"],
    ["a share of misses in tensors", of("return nd.not_equal(X, Y);"), "nd.equal(X, Y)", "equality-turned"],
    ["the first bias for all", of("return X.map((x, i) => x + p[0][0]);"), "p[i][0]", "index-fixed"],
    [
      "another length of a row",
      of("const [n, m] = X.shape; let s = 0; for (let i = 0; i < n; i++) s += p[k * n + i]; return s;"),
      "p[i * m + k]",
      "flat-index-exchanged",
    ],
    ["a bias of a helper's callback", of("return f(X, (v, i) => v + p[0][0]);"), "p[i][0]", "index-fixed"],
    [
      "a place with a name",
      of("const m = X.length; for (let i = 0; i < m; i++) { const at = k * Y + i; p[at] = 0; } return p;"),
      "at = k * m + i",
      "other-stride",
    ],
    [
      "the state of the step itself",
      of("for (let t = 1; t < k; t++) p = p.add(X[t].mul(Y[t])); return p;"),
      "X[t].mul(Y[t - 1])",
      "index-next",
    ],
    ["the rate on all", of("return p.mul(Y).sub(X).mul(k);"), "nd.sub(p.mul(Y), nd.mul(X, k))", "factor-on-sum"],
    ["the rate on all, in signs", of("return (p - X) * k;"), "p - X * k", "factor-on-sum"],
    ["the mean of one term", of("return p.sub(X.div(k));"), "nd.div(nd.sub(p, X), k)", "factor-on-term"],
    ["tanh of the inputs", of("return p.matmul(X.tanh()).add(Y);"), "nd.tanh(p.matmul(X).add(Y))", "function-early"],
    ["tanh of the inputs of a helper", of("return f(p)(X.tanh());"), "nd.tanh(f(p)(X))", "function-early"],
    ["a root of a sum", of("return nd.sqrt(nd.add(X, Y));"), "nd.add(nd.sqrt(X), Y)", "function-late"],
    ["a variance under a fraction", of("return X.div(Y.add(k));"), "X.div(nd.sqrt(Y.add(k)))", "root-left-out"],
    ["a variance of numbers under one", of("return (X - p) / Y;"), "(X - p) / Math.sqrt(Y)", "root-left-out"],
    [
      "a variance in both places",
      of("const a = X / (p + k); const b = Y / (p + k); return a * b;"),
      "a = X / Math.sqrt(p + k); const b = Y / Math.sqrt(p + k);",
      "root-left-out",
    ],
    ["the class for the probability", of("return (X > 0.5 ? 1 : 0) - Y;"), "X - Y", "decision-for-value"],
    ["the class, counted", of("return Number(X >= k) - Y;"), "X - Y", "decision-for-value"],
    ["classes for probabilities", of("return nd.greater(X, 0.5).sub(Y);"), "X.sub(Y)", "decision-for-value"],
    ["the largest for the sum", of("return X.max(0, true);"), "nd.sum(X, 0, true)", "other-reduction"],
    ["a mean too early", of("return nd.square(X.mean(1, true));"), "nd.square(X)", "reduction-extra"],
    ["a list added to 1", of("return X.reduce((s, x) => s + x, 1);"), "s + x, 0", "other-begin"],
    ["a sum from 1", of("let s = 1; for (const x of X) s += x; return s;"), "let s = 0", "other-begin"],
    ["a product from 0", of("let s = 0.5; for (const x of X) s *= x; return s;"), "let s = 1", "other-begin"],
    [
      "the square of a mean that is read",
      of("return X.mean().item() ** 2;"),
      "nd.mean(nd.square(X))",
      "square-outside",
    ],
    [
      "the first bias by a method",
      of("for (let i = 0; i < k; i++) Y += p.get(0, 0); return Y;"),
      "p.get(i, 0)",
      "index-fixed",
    ],
    ["log(1 + e) without the 1", of("return X.exp().log();"), "nd.add(1, v))(X.exp()).log()", "summand-left-out"],
    ["log q for log(1 − q)", of("return Y.mul(X.log());"), "nd.sub(1, v))(X)", "one-minus-left-out"],
    ["sinh for cosh", of("return 1 / Math.sinh(X);"), "Math.cosh(X)", "other-function"],
    ["all entries for the examples", of("return X.sum().item() / X.size;"), "/ X.shape[1]", "other-count"],
    [
      "the prediction for the error",
      "const guess = (p, X) => p.W.matmul(X); export const f = (p, X, Y) => { const r = guess(p, X).sub(Y); return guess(p, X).mul(X).add(r); };",
      "return r.mul(X)",
      "value-beside",
    ],
    [
      "another part by numbers",
      of("return [p.slice(0, k, 1), X.slice(0, 1, 1), X.slice(-1, null, 1)];"),
      "X.slice(-1, null, 1), X.slice(-1",
      "other-part",
    ],
    [
      "the gradient for its parameter",
      of("const dW2 = f(p.W2); return dW2.T.matmul(X);"),
      "return p.W2.T.matmul(X)",
      "value-beside",
    ],
    ["another length", of("const [h, n] = X.shape; return h * n + n + 1;"), "h * n + h + 1", "other-length"],
    ["another length handed on", of("const [h, m] = X.shape; return f(p, h) + m;"), "f(p, m)", "other-length"],
    [
      "divided by those that count only",
      of("const m = X.shape[1]; return Y.div(X.sum().item());"),
      "Y.div(m)",
      "other-count",
    ],
    ["a threshold that is computed", of("return nd.greater(X, X.mean());"), "nd.greater(X, 0.5)", "threshold-moved"],
    [
      "each example in the place of the last",
      of("for (const d of X) Y.assign(d); return Y;"),
      "Y.addInPlace(d)",
      "overwritten",
    ],
    ["a row of ones on top", of("return nd.vstack([Y, X]);"), "nd.vstack([X, Y])", "parts-exchanged"],
    ["columns on top of each other", of("return nd.vstack(X);"), "nd.hstack(X)", "other-stack"],
    ["two decimals", of("return Math.round(100 * X.item()) / 100;"), "return X.item()", "rounded"],
    ["two decimals in a text", of("return Number(X.item().toFixed(2));"), "return X.item()", "rounded"],
    [
      "a helper left out",
      "const flip = (A) => A.T; export const f = (p, X) => g(p, X);",
      "g(flip(p), X)",
      "own-function-left-out",
    ],
    [
      "the penalty in a gradient",
      "export const f = (W, lambda) => W.square().mul(lambda / 2);",
      "W.mul(lambda)",
      "penalty-for-slope",
    ],
    [
      "the slope of the layer above",
      of("const a = X.tanh(); const b = p.matmul(a).sigmoid(); return Y.mul(b).mul(nd.sub(1, b));"),
      "Y.mul(a).mul(nd.sub(1, a))",
      "other-values",
    ],
    ["a factor before a function", of("return X.add(f(Y));"), "X.add(nd.mul(Y, f(Y)))", "factor-left-out"],
    [
      "a gradient of another record",
      of("const raw = f(p); const g = f(raw); return X.sub(raw.dW1).add(g.db1);"),
      "X.sub(g.dW1)",
      "value-beside",
    ],
    ["another list", of("const g = X; return g[k] * p[k] + Y[k];"), "p[k] * p[k]", "value-beside"],
    ["two passes at once", of("return f(p, X, Y, k - 2);"), "k - 1", "number-one-off"],
    ["a part that is taken twice", of("return [p.slice(0, k), p.slice(0, k)];"), "p.slice(k, k + k", "other-part"],
    ["the columns before", of("return p.slice(k - 1, k, 1);"), "p.slice(k - 1 + 1, k + 1, 1)", "other-part"],
    ["the first column for the last", of("return p.col(0, true);"), "p.col(p.shape[1] - 1, true)", "other-part"],
    [
      "a factor that other products have",
      of("for (let i = 0; i < k; i++) { X[i] += p[i] * Y[i]; X[i] += p[i] * k; }"),
      "Y[i] * p[i] * k",
      "factor-left-out",
    ],
    [
      "another value in a call",
      of("const c = nd.ones(1); const s = nd.sqrt(X); return f(p, s);"),
      "f(p, c)",
      "value-beside",
    ],
    ["a weight for ones", of("const c = nd.sqrt(X); return f(p, c);"), "c = nd.ones_like(nd.sqrt(X))", "weight-extra"],
    ["1 minus in a product", of("return k * Y;"), "1 - v : nd.sub(1, v)(k)", "one-minus-left-out"],
    ["1 more in a quotient", of("return X / k;"), "1 + v : nd.add(1, v)(k)", "summand-left-out"],
    [
      "a step for a parameter",
      "export const f = (W, dW, rate) => { W = dW.mul(rate); return W; };",
      "nd.sub(u, v)(W, dW.mul(rate)",
      "step-replaces",
    ],
    [
      "a step for a field",
      "export const f = (p, dW, rate) => { let now = p; now = { W: dW.mul(rate) }; return now; };",
      "nd.sub(u, v)(now.W, dW.mul(rate)",
      "step-replaces",
    ],
    [
      "a step without its rate",
      "export const f = (w, b, g, o) => { w -= o.rate * g.dw; b -= g.db; return [w, b]; };",
      "r * v : nd.mul(r, v)(o.rate, g.db)",
      "rate-left-out",
    ],
    ["the square of a mean", of("return nd.square(X.mean(1));"), "nd.mean(nd.square(X), 1)", "square-outside"],
    ["the mean of squares", of("return X.square().mean(1);"), "nd.square(nd.mean(X, 1))", "square-outside"],
    ["added too early", of("return X.add(Y).mul(k);"), "nd.add(nd.mul(X, k), Y)", "sum-before-product"],
    ["added too late", of("return X * k + Y;"), "(X + Y) * k", "sum-before-product"],
    ["rows and columns added", of("return X + Y;"), "X * Y", "sum-for-product"],
    ["a product for a sum", of("return X.mul(Y);"), "nd.add(X, Y)", "product-for-sum"],
    ["1 for a value", of("const up = nd.exp(X); return nd.add(1, Y);"), "nd.add(up, Y)", "number-for-value"],
    ["the 1 of a margin", of("return -X * Y;"), "1 - X * Y", "summand-left-out"],
    ["a score without its minus", of("let s = Y; return s;"), "nd.neg(v)(Y)", "minus-left-out"],
    ["a number in a call", of("return f(p, X, Y, 1);"), "f(p, X, Y, k)", "number-for-value"],
    ["a fixed numerator", of("return 1 / k;"), "X / k", "number-for-value"],
    ["a signal that is turned", of("p.push(X[k]);"), "-v : nd.neg(v)(X[k])", "minus-left-out"],
    ["a norm for its square", of("return X.map((W) => nd.norm(W));"), "nd.square(v)(nd.norm(W)", "square-left-out"],
    ["the half of a sum", of("return X.add(X.abs());"), "nd.div(v, 2)(X.add", "half-left-out"],
    ["the 2 of a square", of("const d = X - Y; return d;"), "d = 2 * X - Y", "two-left-out"],
    ["the 2 of a square of tensors", of("const d = X.sub(Y); return d;"), "nd.mul(2, X.sub(Y))", "two-left-out"],
    ["a factor from a list", of("return X.map((v, i) => -f(Y[i] * v));"), "-f(Y[i] * v) * Y[i]", "factor-left-out"],
    ["a sum for a mean", of("let s = 0; for (const x of X) s += x; return s;"), "s / X.length", "sum-for-mean"],
    [
      "a count for a share",
      of("let n = 0; for (let i = 0; i < X.length; i++) n++; return n;"),
      "n / X.length",
      "sum-for-mean",
    ],
    ["a score without its bias", of("const b = p.b; return X.map((x) => f(Y, x));"), "f(Y, x) + b", "bias-left-out"],
    [
      "a bias that is not updated",
      of("const { W1, b1 } = p; W1.subInPlace(X.dW1.mul(k.rate)); return [W1, b1];"),
      "b1.subInPlace(X.db1.mul(k.rate));",
      "not-updated",
    ],
    [
      "the penalty of one matrix",
      "const penalty = (p) => p.W1.square().sum().item(); export const f = (p) => p.W2;",
      "p.W1.square().sum().item(), p.W2.square().sum().item()",
      "summand-left-out",
    ],
    [
      "a gradient without its penalty",
      "export const f = (p, X, lambda) => { const dw = X.div(p.w); return dw; };",
      "nd.add(X.div(p.w), nd.mul(p.w, lambda))",
      "penalty-left-out",
    ],
    ["one not counted", of("return X * k + Y;"), "X * k + Y + 1", "result-one-off"],
    ["a loss that is recorded once", of("if (k === 0) X.push(Y);"), "{ X.push(Y); }", "condition-extra"],
    [
      "one epoch",
      "export const f = (X, options) => { const all = X.shape[1]; return all; };",
      "options.epochs * X.shape[1]",
      "factor-left-out",
    ],
    ["the target of the first", of("return [X.col(k, true), Y.col(0, true)];"), "Y.col(k, true)", "examples-exchanged"],
    ["the half of a slope of tanh", of("return X.mul(Y.add(1));"), "nd.mul(Y.add(1), nd.sub(1, Y))", "factor-left-out"],
    ["the size for the positive part", of("return X.abs();"), "nd.relu(X)", "other-function"],
    [
      "a penalty on the bias",
      "export const f = (p, X, lambda) => p.b.mul(lambda).sub(X);",
      "=> nd.neg(X)",
      "penalty-extra",
    ],
    ["a score that begins without its bias", of("const b = p.b; let s; s = 0; return s;"), "s = b", "bias-left-out"],
    ["1 − a, written as −a + 1", of("return X.neg().add(1);"), "nd.square(X).neg()", "square-left-out"],
    ["the 2 of a mean square", of("return Y.div(X.length);"), "nd.mul(2, Y.div(X.length))", "two-left-out"],
    ["a factor upside down", of("return X.mul(Y).div(k);"), "nd.div(nd.mul(X, k), Y)", "fraction-turned"],
    [
      "another value of the function",
      of("const sent = f(X); const other = f(Y); return nd.mul(other, k);"),
      "nd.mul(sent, k)",
      "value-beside",
    ],
    ["a bracket about too little", of("return Y.sub(k.div(X));"), "nd.div(nd.sub(Y, k), X)", "sum-before-product"],
    ["a bracket about too little, by signs", of("return Y - k / X;"), "((((Y) - (k))) / (X))", "sum-before-product"],
    [
      "a value of the function in place of an expression",
      of("const d = X.sub(Y).mul(k).mul(2); return nd.matmul(Y, X.sub(Y).mul(2));"),
      "nd.matmul(Y, d);",
      "value-beside",
    ],
    [
      "a guard that is too large",
      of("const tiny = 1e-3; return Math.log(X + tiny);"),
      "tiny = 1e-12",
      "guard-too-large",
    ],
    ["a guard within", of("return Math.log(Math.max(X, 0.01));"), "Math.max(X, 1e-12)", "guard-too-large"],
    ["half of a slope", of("return X * (1 - Y);"), "Y * (1 - Y)", "slope-without-one-minus"],
    ["a signal without the class", of("return X.neg();"), "nd.mul(X, Y)", "factor-left-out"],
    ["an exponent without its size", of("return Math.exp(-X);"), "Math.exp(-Math.abs(X)", "size-left-out"],
    [
      "a loop from the end",
      of("for (let i = X - 1; i >= 0; i--) p(i);"),
      "for (let i = 0; i < X; i++)",
      "loop-reversed",
    ],
    ["a sum without its bias", of("const b = p.b; return X.reduce((s, x) => s + x, 0);"), "s + x, b", "bias-left-out"],
    ["elements that are not averaged", of("const m = X.shape[1]; return Y.map((g) => g);"), "g / m", "mean-left-out"],
    ["a variance for a deviation", of("return { mean: X, std: Y.sub(X) };"), "Math.sqrtx", "root-left-out"],
    [
      "the rate of one step of two",
      of("const s1 = nd.mul(k.rate, X.dW1); const s2 = X.dW2; return [s1, s2];"),
      "s2 = nd.mul(k.rate, X.dW2)",
      "rate-left-out",
    ],
    [
      "the penalty of one gradient of two",
      of("return { dW1: X.T, dW2: Y.add(p.W2.mul(lambda)) };"),
      "dW1: nd.add(X.T, p.W1.mul(lambda))",
      "penalty-left-out",
    ],
    [
      "two calls that share a memory",
      of("{ p.push(k.a(X)); Y.push(k.a(Y)); }"),
      "Y.push(k.a(Y)); p.push(k.a(X));",
      "statement-early",
    ],
    [
      "a factor of one summand",
      "const dswish = (z) => { const s = g(z); return s + s * (1 - s); };",
      "return s + z * s * (1 - s)",
      "factor-left-out",
    ],
    [
      "a factor of what is given back",
      "export const f = (p) => p.map((q, i) => { const k = g(i); return 1 - q; });",
      "return k * 1 - q",
      "factor-left-out",
    ],
    [
      "the logarithm of a sigmoid of one's own",
      "const sig = (s) => 1 / (1 + Math.exp(-s)); export const f = (z) => -Math.log(sig(z)) - Math.log(1 - sig(z));",
      "--Math.max-z, 0 + Math.log1pMath.exp-Math.abs-z - -Math.maxz, 0 + Math.log1pMath.exp-Math.absz",
      "log-of-sigmoid",
    ],
    [
      "the logarithm of a sigmoid under a name",
      "export const f = (Z, Y) => { const Q = nd.sigmoid(Z); return Y.mul(nd.log(Q)); };",
      "nd.relu(nd.neg(Z))",
      "log-of-sigmoid",
    ],
    ["a half that is rounded up", of("return X.map((q) => Math.round(q));"), "Math.ceil(q - 0.5)", "half-rounded-up"],
    [
      "the largest of each part",
      "const most = (g) => Math.max(g.a, g.b); export const f = (g) => ['a', 'b'].map((n) => 1 / nd.max(g[n]).item());",
      "1 / most(g)",
      "part-for-whole",
    ],
  ])("is found: %s", (_, answer, right, id) => {
    expect(told(answer, right)).toContain(id);
    expect(repairsOf(answer).some((one) => one.id === id && squeezed(one.code).includes(squeezed(right)))).toBe(false);
  });

  it("is a field of an engine of one's own that is set where others are added to", () => {
    const engine = `class V { plus(o) { o.grad += 1; this.grad = 2; } times(o) { return o; } }
export const f = (a, b) => a.plus(b);`;
    expect(told(engine, "this.grad += 2")).toEqual(["set-anew"]);
    expect(told(engine, "a.times(b)")).toEqual(["other-method"]);
    const twice = "class V { times(o) { o.grad += o.data; this.grad += o.data; return this.data; } }";
    expect(told(twice, "o.grad += this.data")).toEqual(["value-beside"]);
  });

  it("is a function of one's own that is called for another", () => {
    const own = "const relu = (z) => z; const slope = (z) => 1; export const f = (p, Z) => relu(Z);";
    expect(told(own, "=> slope(Z)")).toEqual(["other-own-function"]);
  });

  it("leaves the numbers of places and the heads of loops alone", () => {
    const loop = of("for (let i = 0; i + 1 < X; i++) p[i + 1] = Y[i * k];");
    const ids = furtherRepairsOf(loop).map(({ id }) => id);
    expect(ids).not.toContain("sum-for-product");
    expect(ids).not.toContain("product-for-sum");
  });

  it("is told in words that say what is there", () => {
    for (const { slip } of furtherRepairsOf(
      of("const g = X; return X > 0 ? g[k - 2] : nd.square(X.mean(1)).add(Y).mul(k);"),
    )) {
      expect(slip?.name.length ?? 99).toBeLessThanOrEqual(60);
      expect(/[.?]$/.test(slip?.says ?? "") && /[.?]$/.test(slip?.next ?? "")).toBe(true);
      expect(`${slip?.says} ${slip?.next}`).not.toMatch(/!|\b(wrong|failed|invalid|forgot)\b/i);
    }
  });
});
