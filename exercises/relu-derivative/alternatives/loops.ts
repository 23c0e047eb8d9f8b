// Plain loops over nested arrays; an inactive unit is skipped on the way back.
type Matrix = number[][];
const plain = (a): Matrix => (Array.isArray(a) ? a : a.toArray());

export const relu = (Z) => plain(Z).map((row) => row.map((z) => (z > 0 ? z : 0)));
export const slope = (Z) => plain(Z).map((row) => row.map((z) => (z > 0 ? 1 : 0)));

export function forward(p, X) {
  const W1 = plain(p.W1), b1 = plain(p.b1), W2 = plain(p.W2), x = plain(X);
  const m = x[0].length;
  const A1 = W1.map(() => new Array(m));
  const A2 = [new Array(m)];
  for (let k = 0; k < m; k++) {
    let z2 = plain(p.b2)[0][0];
    for (let i = 0; i < W1.length; i++) {
      let z1 = b1[i][0];
      for (let j = 0; j < x.length; j++) z1 += W1[i][j] * x[j][k];
      A1[i][k] = Math.max(0, z1);
      z2 += W2[0][i] * A1[i][k];
    }
    A2[0][k] = 1 / (1 + Math.exp(-z2));
  }
  return { A1, A2 };
}

export function loss(p, X, Y) {
  const { A2 } = forward(p, X);
  const y = plain(Y)[0];
  let sum = 0;
  for (let k = 0; k < y.length; k++) sum -= Math.log(y[k] === 1 ? A2[0][k] : 1 - A2[0][k]);
  return sum / y.length;
}

export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const W2 = plain(p.W2), x = plain(X), y = plain(Y)[0];
  const h = W2[0].length, n = x.length, m = y.length;
  const dW1 = Array.from({ length: h }, () => new Array(n).fill(0));
  const db1 = Array.from({ length: h }, () => [0]);
  const dW2 = [new Array(h).fill(0)];
  const db2 = [[0]];
  for (let k = 0; k < m; k++) {
    const error = (A2[0][k] - y[k]) / m;
    db2[0][0] += error;
    for (let i = 0; i < h; i++) {
      if (A1[i][k] === 0) continue;
      dW2[0][i] += error * A1[i][k];
      db1[i][0] += error * W2[0][i];
      for (let j = 0; j < n; j++) dW1[i][j] += error * W2[0][i] * x[j][k];
    }
  }
  return { dW1, db1, dW2, db2 };
}
