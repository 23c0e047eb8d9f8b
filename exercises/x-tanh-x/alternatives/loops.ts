// Plain loops over nested arrays.
const plain = (a) => (Array.isArray(a) ? a : a.toArray());
const f = (z: number) => z * Math.tanh(z);
const df = (z: number) => Math.tanh(z) + z - z * Math.tanh(z) ** 2;

export const slope = (Z) => plain(Z).map((row) => row.map(df));

function sums(p, X): number[][] {
  const W = plain(p.W);
  const b = plain(p.b);
  const x = plain(X);
  return W.map((weights, i) =>
    x[0].map((_, k) => {
      let z = b[i][0];
      for (let j = 0; j < weights.length; j++) z += weights[j] * x[j][k];
      return z;
    }),
  );
}

export function forward(p, X) {
  const Z = sums(p, X);
  return { Z, A: Z.map((row) => row.map(f)) };
}

export function loss(p, X, G) {
  const g = plain(G);
  let sum = 0;
  forward(p, X).A.forEach((row, i) => row.forEach((a, k) => (sum += a * g[i][k])));
  return sum;
}

export function backward(p, X, G) {
  const W = plain(p.W);
  const x = plain(X);
  const g = plain(G);
  const Z = sums(p, X);
  const dX = x.map((row) => row.map(() => 0));
  const dW = W.map((row) => row.map(() => 0));
  const db = W.map(() => [0]);
  for (let i = 0; i < W.length; i++) {
    for (let k = 0; k < x[0].length; k++) {
      const dz = g[i][k] * df(Z[i][k]);
      db[i][0] += dz;
      for (let j = 0; j < x.length; j++) {
        dW[i][j] += dz * x[j][k];
        dX[j][k] += W[i][j] * dz;
      }
    }
  }
  return { dX, dW, db };
}
