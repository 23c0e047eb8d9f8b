// Typed arrays: X is copied once, snapshot after snapshot, so that the inner loops run through memory in order.
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());
const columns = (X): Float64Array => flat(X.T);
const matrix = (a: Float64Array, rows: number) => nd.array(a).reshape(rows, -1);

function run(W1: Float64Array, b1: Float64Array, W2: Float64Array, b2: number, x: Float64Array, m: number) {
  const h = b1.length;
  const n = W1.length / h;
  const a1 = new Float64Array(m * h);
  const a2 = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    let out = b2;
    for (let i = 0; i < h; i++) {
      let z = b1[i];
      for (let j = 0, w = i * n, s = k * n; j < n; j++) z += W1[w++] * x[s++];
      const a = 1 / (1 + Math.exp(-z));
      a1[k * h + i] = a;
      out += W2[i] * a;
    }
    a2[k] = 1 / (1 + Math.exp(-out));
  }
  return { a1, a2 };
}

const unpack = (p, X) =>
  [flat(p.W1), flat(p.b1), flat(p.W2), flat(p.b2)[0], columns(X), X.shape[1]] as const;

export const forward = (p, X) => ({ A2: matrix(run(...unpack(p, X)).a2, 1) });

export function loss(p, X, Y) {
  const { a2 } = run(...unpack(p, X));
  return flat(Y).reduce((sum, y, k) => sum - y * Math.log(a2[k]) - (1 - y) * Math.log(1 - a2[k]), 0) / a2.length;
}

function slopes(W1, b1, W2, b2: number, x, y, m: number) {
  const { a1, a2 } = run(W1, b1, W2, b2, x, m);
  const h = b1.length;
  const n = W1.length / h;
  const g = { W1: new Float64Array(h * n), b1: new Float64Array(h), W2: new Float64Array(h), b2: 0 };
  for (let k = 0; k < m; k++) {
    const error = (a2[k] - y[k]) / m;
    g.b2 += error;
    for (let i = 0; i < h; i++) {
      const a = a1[k * h + i];
      g.W2[i] += error * a;
      const delta = error * W2[i] * (a - a * a);
      g.b1[i] += delta;
      for (let j = 0, w = i * n, s = k * n; j < n; j++) g.W1[w++] += delta * x[s++];
    }
  }
  return g;
}

export function backward(p, X, Y) {
  const [W1, b1, W2, b2, x, m] = unpack(p, X);
  const g = slopes(W1, b1, W2, b2, x, flat(Y), m);
  return { dW1: matrix(g.W1, b1.length), db1: matrix(g.b1, b1.length), dW2: matrix(g.W2, 1), db2: g.b2 };
}

export function train(p, X, Y, { epochs, rate }) {
  let [W1, b1, W2, b2, x, m] = unpack(p, X);
  const y = flat(Y);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const g = slopes(W1, b1, W2, b2, x, y, m);
    W1 = W1.map((w, i) => w - rate * g.W1[i]);
    b1 = b1.map((b, i) => b - rate * g.b1[i]);
    W2 = W2.map((w, i) => w - rate * g.W2[i]);
    b2 -= rate * g.b2;
  }
  return { W1: matrix(W1, b1.length), b1: matrix(b1, b1.length), W2: matrix(W2, 1), b2 };
}

const side = (a: number) => Number(a > 0.5);

export const decide = (Q) => [Array.from(flat(Q), side)];

export const accuracy = (Q, Y) => {
  const q = flat(Q);
  return flat(Y).filter((y, k) => side(q[k]) === y).length / q.length;
};
