// Typed arrays, one example after the other.
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());
const grid = (values: ArrayLike<number>, columns: number) =>
  Array.from({ length: values.length / columns }, (_, i) => Array.from({ length: columns }, (_, j) => values[i * columns + j]));
const each = (Z, f: (z: number) => number) => grid(flat(Z).map(f), Z.shape[1]);

export const relu = (Z) => each(Z, (z) => Math.max(z, 0));
export const slope = (Z) => each(Z, (z) => Number(z > 0));

function units(p, X) {
  const [n, m] = X.shape;
  const W1 = flat(p.W1), b1 = flat(p.b1), W2 = flat(p.W2), x = flat(X);
  const h = b1.length;
  const a = new Float64Array(h * m);
  const yhat = new Float64Array(m).fill(flat(p.b2)[0]);
  for (let i = 0; i < h; i++)
    for (let k = 0; k < m; k++) {
      let z = b1[i];
      for (let j = 0; j < n; j++) z += W1[i * n + j] * x[j * m + k];
      if (z > 0) a[i * m + k] = z;
      yhat[k] += W2[i] * a[i * m + k];
    }
  return { a, x, W2, yhat: yhat.map((z) => 1 / (1 + Math.exp(-z))) };
}

export const forward = (p, X) => ({ A2: [Array.from(units(p, X).yhat)] });

export function loss(p, X, Y) {
  const y = flat(Y);
  return units(p, X).yhat.reduce((sum, a, k) => sum - (y[k] * Math.log(a) + (1 - y[k]) * Math.log(1 - a)) / y.length, 0);
}

export function backward(p, X, Y) {
  const [n, m] = X.shape;
  const { a, x, W2, yhat } = units(p, X);
  const y = flat(Y);
  const h = W2.length;
  const dW1 = new Float64Array(h * n), db1 = new Float64Array(h), dW2 = new Float64Array(h);
  let db2 = 0;
  for (let k = 0; k < m; k++) {
    const error = (yhat[k] - y[k]) / m;
    db2 += error;
    for (let i = 0; i < h; i++) {
      const value = a[i * m + k];
      const passed = value > 0 ? error * W2[i] : 0;
      dW2[i] += error * value;
      db1[i] += passed;
      for (let j = 0; j < n; j++) dW1[i * n + j] += passed * x[j * m + k];
    }
  }
  return { dW1: grid(dW1, n), db1: grid(db1, 1), dW2: [Array.from(dW2)], db2 };
}
