// One typed array holds the whole gradient: its length is that of a vector.
const NAMES = ["dW1", "db1", "dW2", "db2"];
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());
const joined = (g) => Float64Array.from(NAMES.flatMap((name) => g[name].toArray().flat()));
const length = (v: Float64Array) => Math.hypot(...v);

function apart(v: Float64Array, like) {
  let from = 0;
  const parts = NAMES.map((name) => {
    const { shape, size } = like[name];
    const part = nd.array(Array.from(v.subarray(from, from + size))).reshape(shape);
    from += size;
    return [name, part];
  });
  return Object.fromEntries(parts);
}

export function forward(p, X) {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  return { A1, A2: nd.matmul(p.W2, A1).add(p.b2) };
}

export function loss(p, X, Y) {
  const y = flat(Y);
  return flat(forward(p, X).A2).reduce((sum, a, k) => sum + (a - y[k]) ** 2 / y.length, 0);
}

export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const error = nd.sub(A2, Y).mul(2 / X.shape[1]);
  const hidden = nd.outer(p.W2, error).mul(nd.sub(1, nd.mul(A1, A1)));
  return { dW1: nd.matmul(hidden, X.T), db1: hidden.sum(1, true), dW2: nd.matmul(error, A1.T), db2: error.sum(1, true) };
}

export const norm = (g) => length(joined(g));

export function clip(g, threshold) {
  const v = joined(g);
  const long = length(v);
  return apart(long > threshold ? v.map((one) => (one / long) * threshold) : v, g);
}

export function train(p, X, Y, { epochs, rate, threshold }) {
  const now = { ...p };
  const losses = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss(now, X, Y));
    const g = clip(backward(now, X, Y), threshold);
    for (const name of NAMES) now[name.slice(1)] = now[name.slice(1)].sub(g[name].mul(rate));
  }
  return { W1: now.W1, b1: now.b1, W2: now.W2, b2: now.b2, losses };
}
