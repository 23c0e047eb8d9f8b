// Plain loops over nested arrays; gradients are taken apart by name.
type Matrix = number[][];
const plain = (a): Matrix => (Array.isArray(a) ? a : a.toArray());
const NAMES = ["W1", "b1", "W2", "b2"];

export function forward(p, X) {
  const W1 = plain(p.W1), b1 = plain(p.b1), W2 = plain(p.W2)[0], x = plain(X);
  const m = x[0].length;
  const A1 = W1.map(() => new Array(m));
  const A2 = [new Array(m)];
  for (let k = 0; k < m; k++) {
    let out = plain(p.b2)[0][0];
    for (let i = 0; i < W1.length; i++) {
      let z = b1[i][0];
      for (let j = 0; j < x.length; j++) z += W1[i][j] * x[j][k];
      A1[i][k] = Math.tanh(z);
      out += W2[i] * A1[i][k];
    }
    A2[0][k] = out;
  }
  return { A1, A2 };
}

const mse = (outputs: number[], y: number[]) => outputs.reduce((sum, a, k) => sum + (a - y[k]) ** 2, 0) / y.length;
export const loss = (p, X, Y) => mse(forward(p, X).A2[0], plain(Y)[0]);

export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const W2 = plain(p.W2)[0], x = plain(X), y = plain(Y)[0];
  const m = y.length;
  const dW1 = W2.map(() => x.map(() => 0));
  const db1 = W2.map(() => [0]);
  const dW2 = [W2.map(() => 0)];
  const db2 = [[0]];
  for (let k = 0; k < m; k++) {
    const error = (2 * (A2[0][k] - y[k])) / m;
    db2[0][0] += error;
    for (let i = 0; i < W2.length; i++) {
      dW2[0][i] += error * A1[i][k];
      const hidden = error * W2[i] * (1 - A1[i][k] ** 2);
      db1[i][0] += hidden;
      for (let j = 0; j < x.length; j++) dW1[i][j] += hidden * x[j][k];
    }
  }
  return { dW1, db1, dW2, db2 };
}

export function norm(g) {
  let sum = 0;
  for (const name of NAMES) for (const row of plain(g["d" + name])) for (const entry of row) sum += entry * entry;
  return sum ** 0.5;
}

export function clip(g, threshold) {
  const length = norm(g);
  if (length <= threshold) return g;
  const scaled = {};
  for (const name of NAMES) scaled["d" + name] = plain(g["d" + name]).map((row) => row.map((one) => (one * threshold) / length));
  return scaled;
}

export function train(p, X, Y, { epochs, rate, threshold }) {
  const x = plain(X), y = plain(Y), losses = [];
  let now = { W1: plain(p.W1), b1: plain(p.b1), W2: plain(p.W2), b2: plain(p.b2) };
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss(now, x, y));
    const g = clip(backward(now, x, y), threshold);
    const next = { ...now };
    for (const name of NAMES) next[name] = now[name].map((row, i) => row.map((one, j) => one - rate * g["d" + name][i][j]));
    now = next;
  }
  return { ...now, losses };
}
