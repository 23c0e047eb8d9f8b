/** An exercise whose data have three axes: sequences, places, features. Files by name. */
export const SEQUENCES = {
  "exercise.yaml": `slug: sequences
title: A layer over sequences
summary: Apply one layer at every place of every sequence, and differentiate it.
lesson: walking-downhill
parts:
  - id: implement
    title: Implement
    kind: code
    functions:
      forward: { args: [p, X], returns: { A: [b, t, k] } }
      loss: { args: [p, X, Y], returns: number }
      backward: { args: [p, X, Y], returns: { dW: [n, k], db: [1, k], dX: [b, t, n] } }
    gradients: { dW: p.W, db: p.b, dX: X }
    cases:
      sizes: { b: { from: 1, to: 3 }, t: { from: 1, to: 4 }, n: { from: 1, to: 5 }, k: { from: 1, to: 3 } }
      values:
        X: { shape: [b, t, n], uniform: [-2, 2] }
        Y: { shape: [b, t, k], uniform: [-2, 2] }
        p:
          W: { shape: [n, k], uniform: [-1, 1] }
          b: { shape: [1, k], uniform: [-1, 1] }
    checks:
      - { id: forward, title: "Forward pass", points: 1, outputs: { of: forward } }
      - { id: own-derivative, title: "Its own derivative", points: 1, public: true, consistent: { loss: loss, gradient: backward, calls: { forward: 1 } } }
      - { id: gradients, title: "The gradients", points: 2, gradcheck: { of: backward, fields: [dW, db, dX] } }
    alternatives: [alternatives/loops.ts, alternatives/chained.ts]
    mistakes:
      - id: mean-left-out
        file: mistakes/mean-left-out.ts
        verdict: partial
        fails: [own-derivative, gradients]
        diagnosis:
          name: a sum instead of a mean
          says: "The gradients are those of a sum, while the loss is a mean over all entries."
          next: "Divide by the number of entries, once."
`,
  "statement.md": "A layer at every place of every sequence; the loss is a mean of squares over all entries.",
  "solution.ts": `// X is b×t×n; the layer is applied at every place of every sequence.
export function forward(p, X) {
  return { A: nd.tanh(nd.matmul(X, p.W).add(p.b)) };
}

export function loss(p, X, Y) {
  return nd.square(nd.sub(forward(p, X).A, Y)).mean();
}

export function backward(p, X, Y) {
  const [b, t, n] = X.shape;
  const { A } = forward(p, X);
  const dZ = nd.sub(A, Y).mul(2 / A.size).mul(nd.sub(1, nd.square(A)));
  const flat = dZ.reshape(b * t, -1);
  return { dW: nd.matmul(X.reshape(b * t, n).T, flat), db: flat.sum(0, true), dX: nd.matmul(dZ, p.W.T) };
}
`,
  "starter.ts": "export const forward = (p, X) => ({ A: X });",
  "alternatives/chained.ts": `export const forward = (p, X) => ({ A: X.matmul(p.W).add(p.b).tanh() });
export const loss = (p, X, Y) => forward(p, X).A.sub(Y).square().mean();
export const backward = (p, X, Y) => {
  const { A } = forward(p, X);
  const D = A.sub(Y).mul(A.square().neg().add(1)).mul(2 / A.size);
  return { dW: X.transpose(0, 2, 1).matmul(D).sum(0), db: D.sum(0).sum(0, true), dX: D.matmul(p.W.T) };
};
`,
  "alternatives/loops.ts": `const plain = (a) => (Array.isArray(a) ? a : a.toArray());
export function forward(p, X) {
  const W = plain(p.W), [b] = plain(p.b);
  return { A: plain(X).map((page) => page.map((x) => b.map((bias, j) => {
    let z = bias;
    for (let i = 0; i < x.length; i++) z += x[i] * W[i][j];
    return Math.tanh(z);
  }))) };
}
export function loss(p, X, Y) {
  const { A } = forward(p, X), y = plain(Y);
  let sum = 0, n = 0;
  A.forEach((page, s) => page.forEach((row, t) => row.forEach((a, j) => { sum += (a - y[s][t][j]) ** 2; n++; })));
  return sum / n;
}
export function backward(p, X, Y) {
  const { A } = forward(p, X), y = plain(Y), x = plain(X), W = plain(p.W);
  const n = A.length * A[0].length * A[0][0].length;
  const dW = W.map((row) => row.map(() => 0)), db = [A[0][0].map(() => 0)];
  const dX = x.map((page, s) => page.map((row, t) => {
    const d = A[s][t].map((a, j) => (2 / n) * (a - y[s][t][j]) * (1 - a * a));
    d.forEach((e, j) => { db[0][j] += e; row.forEach((v, i) => { dW[i][j] += v * e; }); });
    return row.map((_, i) => d.reduce((sum, e, j) => sum + e * W[i][j], 0));
  }));
  return { dW, db, dX };
}
`,
  get "mistakes/mean-left-out.ts"() {
    return this["solution.ts"].replace("2 / A.size", "2");
  },
};
