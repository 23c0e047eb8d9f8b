// Typed arrays, and one pass over the examples for loss and gradient together.
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());
const column = (values: Float64Array) => Array.from(values, (one) => [one]);

function pass(w: Float64Array, b: number, x: Float64Array, y: Float64Array, lambda: number) {
  const n = w.length;
  const m = y.length;
  const s = new Float64Array(m);
  const dw = w.map((one) => lambda * one);
  let db = 0;
  let cost = w.reduce((sum, one) => sum + (lambda / 2) * one ** 2, 0);
  for (let k = 0; k < m; k++) {
    for (let j = 0; j < n; j++) s[k] += w[j] * x[j * m + k];
    s[k] -= b;
    const slack = 1 - y[k] * s[k];
    if (slack <= 0) continue;
    cost += slack / m;
    db += y[k] / m;
    for (let j = 0; j < n; j++) dw[j] -= (y[k] * x[j * m + k]) / m;
  }
  return { s, dw, db, cost };
}

const at = (p, X, Y, lambda) => pass(flat(p.w), p.b.item(), flat(X), Y, lambda);

export function forward(p, X) {
  const { s } = at(p, X, new Float64Array(X.shape[1]).fill(1), 0);
  return { S: [Array.from(s)], C: [Array.from(s, Math.sign)] };
}

export const signal = (S, Y) => {
  const y = flat(Y);
  return [Array.from(flat(S), (s, k) => (1 - y[k] * s > 0 ? -y[k] : 0))];
};

export const loss = (p, X, Y, lambda) => at(p, X, flat(Y), lambda).cost;

export const backward = (p, X, Y, lambda) => {
  const { dw, db } = at(p, X, flat(Y), lambda);
  return { dw: column(dw), db };
};

export function train(p, X, Y, { epochs, rate, lambda }) {
  const x = flat(X), y = flat(Y), w = flat(p.w), losses = [];
  let b = p.b.item();
  for (let epoch = 0; epoch < epochs; epoch++) {
    const { dw, db, cost } = pass(w, b, x, y, lambda);
    losses.push(cost);
    for (let j = 0; j < w.length; j++) w[j] -= rate * dw[j];
    b -= rate * db;
  }
  return { w: column(w), b, losses };
}
