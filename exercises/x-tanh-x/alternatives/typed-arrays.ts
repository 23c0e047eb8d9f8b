// Typed arrays; the slope by the exponential of −2|z|, which cannot overflow.
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());
const matrix = (a: Float64Array, rows: number) => nd.array(a).reshape(rows, -1);

function df(z: number) {
  const e = Math.exp(-2 * Math.abs(z));
  const t = ((1 - e) / (1 + e)) * Math.sign(z);
  return t + (z * 4 * e) / (1 + e) ** 2;
}

export const slope = (Z) => matrix(flat(Z).map(df), Z.shape[0]);

function sums(p, X) {
  const [h, n] = p.W.shape;
  const m = X.shape[1];
  const W = flat(p.W);
  const b = flat(p.b);
  const x = flat(X);
  const z = new Float64Array(h * m);
  for (let i = 0; i < h; i++)
    for (let k = 0; k < m; k++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += W[i * n + j] * x[j * m + k];
      z[i * m + k] = sum + b[i];
    }
  return z;
}

export function forward(p, X) {
  const z = sums(p, X);
  const h = p.b.size;
  return { Z: matrix(z, h), A: matrix(z.map((v) => v * Math.tanh(v)), h) };
}

export const loss = (p, X, G) => {
  const g = flat(G);
  return sums(p, X).reduce((sum, z, i) => sum + g[i] * z * Math.tanh(z), 0);
};

export function backward(p, X, G) {
  const [h, n] = p.W.shape;
  const m = X.shape[1];
  const W = flat(p.W);
  const x = flat(X);
  const g = flat(G);
  const dz = sums(p, X).map((z, i) => g[i] * df(z));
  const dW = new Float64Array(h * n);
  const dX = new Float64Array(n * m);
  const db = new Float64Array(h);
  for (let i = 0; i < h; i++)
    for (let k = 0; k < m; k++) {
      const d = dz[i * m + k];
      db[i] += d;
      for (let j = 0; j < n; j++) {
        dW[i * n + j] += d * x[j * m + k];
        dX[j * m + k] += d * W[i * n + j];
      }
    }
  return { dX: matrix(dX, n), dW: matrix(dW, h), db: matrix(db, h) };
}
