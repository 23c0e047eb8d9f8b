import type { Template } from "./template.ts";

const FORWARD = `// X is n×m, Y is 1×m; examples are columns.
export function forward(p, X) {
  return { A: nd.matmul(p.W, X).add(p.b) };
}
`;
const LOSS = `
export function loss(p, X, Y) {
  return nd.square(nd.sub(forward(p, X).A, Y)).mean();
}
`;
const backward = (error: string) => `
export function backward(p, X, Y) {
  const m = X.shape[1];
  const dA = ${error};
  return { dW: nd.matmul(dA, X.T), db: dA.sum(1, true) };
}
`;
const RIGHT = "nd.sub(forward(p, X).A, Y).mul(2 / m)";
const whole = (error: string) => FORWARD + LOSS + backward(error);

export const code: Template = {
  kind: "code",
  gives: "TypeScript functions",
  statement:
    "A linear unit: $\\hat y = Wx + b$ for every column of $X$, and $L = \\frac1m \\sum_k (\\hat y_k - y_k)^2$. Your file exports `forward(p, X)`, which gives back `{ A }` ($1\\times m$), `loss(p, X, Y)`, a number, and `backward(p, X, Y)`, which gives back `{ dW, db }`, the gradients of $L$, each shaped like its parameter. `p` is a record of `W` ($1\\times n$) and `b` ($1\\times 1$). Tensors and nested arrays are both taken; `backward` may call `forward` once.",
  shapes: { X: "n×m", Y: "1×m", W: "1×n", b: "1×1" },
  files: {
    "starter.ts": `${FORWARD}
export function loss(p, X, Y) {
  return 0;
}

export function backward(p, X, Y) {
  return { dW: nd.zeros(1, X.shape[0]), db: nd.zeros(1, 1) };
}
`,
    "solution.ts": whole(RIGHT),
    "equivalent.yaml": `# Changes of the solution that no check can see, since they compute the same.
- slip: sum-all
  line: "return { dW: nd.matmul(dA, X.T), db: nd.sum(dA) };"
  reason: "There is one output, so the sum over its row is the sum of all, and a number stands for 1×1."
- slip: sum-all
  line: "return { dW: nd.matmul(dA, X.T), db: nd.reshape(nd.sum(dA), 1, 1) };"
  reason: "There is one output, so the sum over its row is the sum of all."
- slip: arguments-exchanged
  line: "return nd.square(nd.sub(Y, forward(p, X).A)).mean();"
  reason: "The square does not see the sign."
`,
    "alternatives/loops.ts": `// Plain loops over nested arrays.
const predict = (p, X) => {
  const [W, b, x] = [p.W.toArray()[0], p.b.toArray()[0][0], X.toArray()];
  return x[0].map((_, k) => {
    let a = b;
    for (let j = 0; j < W.length; j++) a += W[j] * x[j][k];
    return a;
  });
};

export const forward = (p, X) => ({ A: [predict(p, X)] });

export function loss(p, X, Y) {
  const y = Y.toArray()[0];
  let sum = 0;
  predict(p, X).forEach((a, k) => { sum += (a - y[k]) ** 2; });
  return sum / y.length;
}

export function backward(p, X, Y) {
  const [x, y, a] = [X.toArray(), Y.toArray()[0], predict(p, X)];
  const m = y.length;
  const dW = x.map((row) => {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += (a[k] - y[k]) * row[k];
    return (2 * sum) / m;
  });
  let db = 0;
  for (let k = 0; k < m; k++) db += (2 * (a[k] - y[k])) / m;
  return { dW: [dW], db: [[db]] };
}
`,
    "alternatives/chained.ts": `// One chain of methods per quantity, the mean at the end.
export const forward = (p, X) => ({ A: p.W.matmul(X).add(p.b) });

export const loss = (p, X, Y) => forward(p, X).A.sub(Y).square().sum().div(X.shape[1]);

export const backward = (p, X, Y) => {
  const twice = forward(p, X).A.sub(Y).mul(2);
  return { dW: twice.matmul(X.T).div(X.shape[1]), db: twice.mean(1, true) };
};
`,
    "mistakes/factor-two-missing.ts": whole("nd.sub(forward(p, X).A, Y).div(m)"),
    "mistakes/mean-left-out.ts": whole("nd.sub(forward(p, X).A, Y).mul(2)"),
    "mistakes/exchanged.ts": whole("nd.sub(Y, forward(p, X).A).mul(2 / m)"),
    "mistakes/bias-left-out.ts": FORWARD.replace(".add(p.b)", "") + LOSS + backward(RIGHT),
    "mistakes/by-trying.ts": `${FORWARD}${LOSS}
// Every parameter nudged in turn.
const slope = (at) => (at(1e-5) - at(-1e-5)) / 2e-5;

export function backward(p, X, Y) {
  const W = p.W.toArray()[0];
  const nudged = (j, h) => nd.array([W.map((w, i) => (i === j ? w + h : w))]);
  return {
    dW: [W.map((_, j) => slope((h) => loss({ W: nudged(j, h), b: p.b }, X, Y).item()))],
    db: [[slope((h) => loss({ W: p.W, b: p.b.add(h) }, X, Y).item())]],
  };
}
`,
  },
  part: `  - id: implement
    title: Implement
    kind: code
    functions:
      forward: { args: [p, X], returns: { A: [1, m] } }
      loss: { args: [p, X, Y], returns: number }
      backward: { args: [p, X, Y], returns: { dW: [1, n], db: [1, 1] } }
    gradients: { dW: p.W, db: p.b }
    cases:
      sizes: { n: { from: 1, to: 4 }, m: { from: 1, to: 7 } }
      values:
        X: { shape: [n, m], uniform: [-2, 2] }
        Y: { shape: [1, m], uniform: [-2, 2] }
        p:
          W: { shape: [1, n], uniform: [-1, 1] }
          b: { shape: [1, 1], uniform: [-1, 1] }
    checks:
      - { id: examples, title: "Forward pass, 2 published examples", points: 0.5, public: true, outputs: { of: forward, cases: 2 } }
      - { id: forward, title: "Forward pass, 20 random batches", points: 1, outputs: { of: forward } }
      - { id: loss, title: "The loss", points: 1, outputs: { of: loss } }
      - { id: own-derivative, title: "Backward is the derivative of your own loss", points: 1.5, public: true, consistent: { loss: loss, gradient: backward, calls: { forward: 1 } } }
      - { id: gradients, title: "Both gradients", points: 2, gradcheck: { of: backward, fields: [dW, db] } }
    figures: [gradients]
    feedback:
      correct: "Now say without looking why the gradient of $b$ is a sum over the examples."
    hints:
      - { text: "Differentiate the square first, then what is squared." }
      - { text: "Every example adds to the gradient of $W$: that sum over examples is a matrix product with $X^\\\\top$.", cost: 0.5 }
    alternatives: [alternatives/loops.ts, alternatives/chained.ts]
    mistakes:
      - id: factor-two-missing
        file: mistakes/factor-two-missing.ts
        verdict: partial
        fails: [own-derivative, gradients]
        diagnosis:
          name: the factor 2 left out
          says: "The gradients are half of what is asked for: the square brings a factor 2 down."
          next: "Begin with the derivative of $(\\\\hat y - y)^2$ with respect to $\\\\hat y$."
      - id: mean-left-out
        file: mistakes/mean-left-out.ts
        verdict: partial
        fails: [own-derivative, gradients]
        diagnosis:
          name: a sum instead of a mean
          says: "The gradients are $m$ times as long as those of the loss, which is a mean over the examples."
          next: "Divide by the number of examples, once."
      - id: exchanged
        file: mistakes/exchanged.ts
        verdict: partial
        fails: [own-derivative, gradients]
        diagnosis:
          name: prediction and target exchanged
          says: "The gradients have the opposite sign, as where $y - \\\\hat y$ stands for $\\\\hat y - y$."
          next: "Follow the sign through the derivative of the square."
      - id: bias-left-out
        file: mistakes/bias-left-out.ts
        verdict: incorrect
        fails: [forward, loss, own-derivative, gradients]
        diagnosis:
          name: a missing bias
          says: "The outputs are $Wx$ without $b$, for every example."
          next: "Add the bias to the product."
      - id: by-trying
        file: mistakes/by-trying.ts
        verdict: partial
        fails: [own-derivative]
        diagnosis:
          name: backward by trying
          says: "The gradient takes a forward pass or more for every single parameter. That is how a gradient is checked; the chain rule gets all of them from one."
          next: "Carry the error back with the chain rule."
`,
};
