// Plain loops over nested arrays; no library but Math.
type Matrix = number[][];
type Params = { W1: Matrix; b1: Matrix; W2: Matrix; b2: Matrix };

const plain = (a): Matrix => (Array.isArray(a) ? a : a.toArray());
const unpack = (p): Params => ({ W1: plain(p.W1), b1: plain(p.b1), W2: plain(p.W2), b2: plain(p.b2) });
const zeros = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));

export function forward(params, inputs) {
  const p = unpack(params);
  const X = plain(inputs);
  const h = p.W1.length;
  const m = X[0].length;
  const A1 = zeros(h, m);
  const A2 = zeros(1, m);
  for (let k = 0; k < m; k++) {
    let z2 = p.b2[0][0];
    for (let i = 0; i < h; i++) {
      let z1 = p.b1[i][0];
      for (let j = 0; j < X.length; j++) z1 += p.W1[i][j] * X[j][k];
      A1[i][k] = Math.tanh(z1);
      z2 += p.W2[0][i] * A1[i][k];
    }
    A2[0][k] = 1 / (1 + Math.exp(-z2));
  }
  return { A1, A2 };
}

export function loss(params, inputs, targets) {
  const { A2 } = forward(params, inputs);
  const Y = plain(targets);
  const m = Y[0].length;
  let sum = 0;
  for (let k = 0; k < m; k++) sum -= Math.log(Y[0][k] > 0.5 ? A2[0][k] : 1 - A2[0][k]);
  return sum / m;
}

export function backward(params, inputs, targets) {
  const p = unpack(params);
  const X = plain(inputs);
  const Y = plain(targets);
  const { A1, A2 } = forward(p, X);
  const h = p.W1.length;
  const n = X.length;
  const m = X[0].length;
  const dW1 = zeros(h, n);
  const db1 = zeros(h, 1);
  const dW2 = zeros(1, h);
  const db2 = zeros(1, 1);
  for (let k = 0; k < m; k++) {
    const dz2 = (A2[0][k] - Y[0][k]) / m;
    db2[0][0] += dz2;
    for (let i = 0; i < h; i++) {
      dW2[0][i] += dz2 * A1[i][k];
      const dz1 = p.W2[0][i] * dz2 * (1 - A1[i][k] * A1[i][k]);
      db1[i][0] += dz1;
      for (let j = 0; j < n; j++) dW1[i][j] += dz1 * X[j][k];
    }
  }
  return { dW1, db1, dW2, db2 };
}

export function train(params, inputs, targets, { epochs, rate }) {
  const start = unpack(params);
  const X = plain(inputs);
  const Y = plain(targets);
  const copy = (a: Matrix) => a.map((row) => row.slice());
  const now = { W1: copy(start.W1), b1: copy(start.b1), W2: copy(start.W2), b2: copy(start.b2) };
  const step = (a: Matrix, gradient: Matrix) => {
    for (let i = 0; i < a.length; i++) for (let j = 0; j < a[i].length; j++) a[i][j] -= rate * gradient[i][j];
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    const { dW1, db1, dW2, db2 } = backward(now, X, Y);
    step(now.W1, dW1);
    step(now.b1, db1);
    step(now.W2, dW2);
    step(now.b2, db2);
  }
  return now;
}
