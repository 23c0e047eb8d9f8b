// Plain loops over nested arrays, example by example.
const plain = (a) => (Array.isArray(a) ? a : a.toArray());
const zeros = (rows: number, columns: number): number[][] => Array.from({ length: rows }, () => Array(columns).fill(0));
const unpack = (p) => ({ W1: plain(p.W1), b1: plain(p.b1), W2: plain(p.W2), b2: plain(p.b2) });
const row = (W: number[], v: number[], b: number) => W.reduce((sum, w, j) => sum + w * v[j], b);

function one(q, x: number[]) {
  const a = q.W1.map((w, i) => Math.tanh(row(w, x, q.b1[i][0])));
  const y = q.W2.map((w, j) => row(w, a, q.b2[j][0]));
  return { a, y };
}

const columns = (M: number[][]) => M[0].map((_, k) => M.map((r) => r[k]));

export function forward(p, X) {
  const q = unpack(p);
  const all = columns(plain(X)).map((x) => one(q, x));
  return { A1: columns(all.map(({ a }) => a)), A2: columns(all.map(({ y }) => y)) };
}

export function loss(p, X, Y, c) {
  const q = unpack(p);
  const wanted = columns(plain(Y));
  const weight = plain(c);
  let sum = 0;
  columns(plain(X)).forEach((x, k) => {
    one(q, x).y.forEach((y, j) => {
      sum += weight[j][0] * (y - wanted[k][j]) ** 2;
    });
  });
  return sum / wanted.length;
}

export function backward(p, X, Y, c) {
  const q = unpack(p);
  const x = columns(plain(X));
  const wanted = columns(plain(Y));
  const weight = plain(c);
  const [h, n, out, m] = [q.W1.length, q.W1[0].length, q.W2.length, x.length];
  const g = { dW1: zeros(h, n), db1: zeros(h, 1), dW2: zeros(out, h), db2: zeros(out, 1) };
  for (let k = 0; k < m; k++) {
    const { a, y } = one(q, x[k]);
    const error = y.map((v, j) => (2 * weight[j][0] * (v - wanted[k][j])) / m);
    for (let j = 0; j < out; j++) {
      g.db2[j][0] += error[j];
      for (let i = 0; i < h; i++) g.dW2[j][i] += error[j] * a[i];
    }
    for (let i = 0; i < h; i++) {
      let into = 0;
      for (let j = 0; j < out; j++) into += q.W2[j][i] * error[j];
      into *= 1 - a[i] * a[i];
      g.db1[i][0] += into;
      for (let l = 0; l < n; l++) g.dW1[i][l] += into * x[k][l];
    }
  }
  return g;
}

export function scales(Y) {
  const rows = plain(Y);
  const mean = rows.map((r) => [r.reduce((a, b) => a + b, 0) / r.length]);
  const std = rows.map((r, j) => [Math.sqrt(r.reduce((a, v) => a + (v - mean[j][0]) ** 2, 0) / r.length)]);
  return { mean, std };
}

export function train(p, X, Y, { epochs, rate }) {
  const { mean, std } = scales(Y);
  const T = plain(Y).map((r, j) => r.map((y) => (y - mean[j][0]) / std[j][0]));
  const even = T.map(() => [1]);
  const x = plain(X);
  const now = unpack(p);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const g = backward(now, x, T, even);
    for (const name of ["W1", "b1", "W2", "b2"])
      now[name] = now[name].map((r, i) => r.map((v, j) => v - rate * g["d" + name][i][j]));
  }
  now.W2 = now.W2.map((r, j) => r.map((w) => w * std[j][0]));
  now.b2 = now.b2.map(([b], j) => [b * std[j][0] + mean[j][0]]);
  return now;
}
