// Typed arrays throughout; one pass gives outputs, loss and gradients, and the exported functions take what they need.
const flat = (a): Float64Array => (a instanceof Float64Array ? a : Float64Array.from(a.toArray().flat()));
const grid = (v: Float64Array, columns: number) =>
  nd.array(Array.from({ length: v.length / columns }, (_, i) => Array.from(v.subarray(i * columns, (i + 1) * columns))));

function pass(W1, b1, W2, b2, x, y, n: number) {
  const h = b1.length;
  const m = x.length / n;
  const a = new Float64Array(h);
  const out = new Float64Array(m);
  const dW1 = new Float64Array(h * n), db1 = new Float64Array(h), dW2 = new Float64Array(h), db2 = new Float64Array(1);
  let cost = 0;
  for (let k = 0; k < m; k++) {
    let z = b2[0];
    for (let i = 0; i < h; i++) {
      let s = b1[i];
      for (let j = 0; j < n; j++) s += W1[i * n + j] * x[j * m + k];
      a[i] = 1 / (1 + Math.exp(-s));
      z += W2[i] * a[i];
    }
    out[k] = 1 / (1 + Math.exp(-z));
    if (y === null) continue;
    cost -= (y[k] * Math.log(out[k]) + (1 - y[k]) * Math.log(1 - out[k])) / m;
    const error = (out[k] - y[k]) / m;
    db2[0] += error;
    for (let i = 0; i < h; i++) {
      dW2[i] += error * a[i];
      const back = error * W2[i] * a[i] * (1 - a[i]);
      db1[i] += back;
      for (let j = 0; j < n; j++) dW1[i * n + j] += back * x[j * m + k];
    }
  }
  return { out, cost, dW1, db1, dW2, db2 };
}

const at = (p, X, Y) =>
  pass(flat(p.W1), flat(p.b1), flat(p.W2), flat(p.b2), flat(X), Y === null ? null : flat(Y), X.shape[0]);

export const forward = (p, X) => ({ A2: grid(at(p, X, null).out, X.shape[1]) });
export const loss = (p, X, Y) => at(p, X, Y).cost;

export function backward(p, X, Y) {
  const { dW1, db1, dW2, db2 } = at(p, X, Y);
  return { dW1: grid(dW1, X.shape[0]), db1: grid(db1, 1), dW2: grid(dW2, dW2.length), db2: grid(db2, 1) };
}

const stepped = (a, g, rate: number) => flat(a).map((one, i) => one - rate * flat(g)[i]);

export const update = (p, g, rate) => ({
  W1: grid(stepped(p.W1, g.dW1, rate), p.W1.shape[1]),
  b1: grid(stepped(p.b1, g.db1, rate), 1),
  W2: grid(stepped(p.W2, g.dW2, rate), p.W2.shape[1]),
  b2: grid(stepped(p.b2, g.db2, rate), 1),
});

export function train(p, X, Y, { epochs, rate }) {
  const n = X.shape[0];
  const x = flat(X), y = flat(Y), losses = [];
  const W1 = flat(p.W1), b1 = flat(p.b1), W2 = flat(p.W2), b2 = flat(p.b2);
  const step = (a: Float64Array, g: Float64Array) => {
    for (let i = 0; i < a.length; i++) a[i] -= rate * g[i];
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    const { cost, dW1, db1, dW2, db2 } = pass(W1, b1, W2, b2, x, y, n);
    losses.push(cost);
    step(W1, dW1);
    step(b1, db1);
    step(W2, dW2);
    step(b2, db2);
  }
  return { W1: grid(W1, n), b1: grid(b1, 1), W2: grid(W2, W2.length), b2: grid(b2, 1), losses };
}
