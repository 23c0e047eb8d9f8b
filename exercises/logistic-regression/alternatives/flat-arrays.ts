// Typed arrays; scores once per epoch, for the loss and for the gradient.
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());
const row = (values: ArrayLike<number>) => nd.array([Array.from(values)]);
const cost = (s: number, y: number) => Math.max(s, 0) - y * s + Math.log1p(Math.exp(-Math.abs(s)));

function scores(W: Float64Array, b: number, x: Float64Array, m: number) {
  const s = new Float64Array(m).fill(b);
  for (let j = 0; j < W.length; j++) for (let k = 0; k < m; k++) s[k] += W[j] * x[j * m + k];
  return s;
}

function gradient(s: Float64Array, x: Float64Array, y: Float64Array, n: number) {
  const m = y.length;
  const dW = new Float64Array(n);
  let db = 0;
  for (let k = 0; k < m; k++) {
    const error = 1 / (1 + Math.exp(-s[k])) - y[k];
    db += error / m;
    for (let j = 0; j < n; j++) dW[j] += (error * x[j * m + k]) / m;
  }
  return { dW, db };
}

const mean = (s: Float64Array, y: Float64Array) => s.reduce((sum, one, k) => sum + cost(one, y[k]), 0) / y.length;
const of = (p, X) => scores(flat(p.W), p.b.item(), flat(X), X.shape[1]);

export const forward = (p, X) => ({ S: row(of(p, X)), Yhat: row(of(p, X).map((s) => 1 / (1 + Math.exp(-s)))) });
export const costs = (S, Y) => row(flat(S).map((s, k) => cost(s, Y.get(0, k))));
export const loss = (p, X, Y) => mean(of(p, X), flat(Y));
export const backward = (p, X, Y) => {
  const { dW, db } = gradient(of(p, X), flat(X), flat(Y), X.shape[0]);
  return { dW: row(dW), db };
};

export function train(p, X, Y, { epochs, rate }) {
  const [n, m] = X.shape;
  const x = flat(X), y = flat(Y), W = flat(p.W), losses = [];
  let b = p.b.item();
  for (let epoch = 0; epoch < epochs; epoch++) {
    const s = scores(W, b, x, m);
    losses.push(mean(s, y));
    const { dW, db } = gradient(s, x, y, n);
    for (let j = 0; j < n; j++) W[j] -= rate * dW[j];
    b -= rate * db;
  }
  return { W: row(W), b, losses };
}
