// Typed arrays, one output after the other: the hidden error is collected from all of them.
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());
const matrix = (a: Float64Array, rows: number) => nd.array(a).reshape(rows, -1);

function hidden(W1, b1, x, n: number, m: number) {
  const h = b1.length;
  const a = new Float64Array(h * m);
  for (let i = 0; i < h; i++)
    for (let k = 0; k < m; k++) {
      let z = b1[i];
      for (let j = 0; j < n; j++) z += W1[i * n + j] * x[j * m + k];
      a[i * m + k] = Math.tanh(z);
    }
  return a;
}

function outputs(W2, b2, a, m: number) {
  const [out, h] = [b2.length, W2.length / b2.length];
  const y = new Float64Array(out * m);
  for (let j = 0; j < out; j++)
    for (let k = 0; k < m; k++) {
      let z = b2[j];
      for (let i = 0; i < h; i++) z += W2[j * h + i] * a[i * m + k];
      y[j * m + k] = z;
    }
  return y;
}

const read = (p) => [flat(p.W1), flat(p.b1), flat(p.W2), flat(p.b2)] as const;

export function forward(p, X) {
  const [W1, b1, W2, b2] = read(p);
  const [n, m] = X.shape;
  return { A2: matrix(outputs(W2, b2, hidden(W1, b1, flat(X), n, m), m), b2.length) };
}

export function loss(p, X, Y, c) {
  const yhat = flat(forward(p, X).A2);
  const y = flat(Y);
  const weight = flat(c);
  const m = X.shape[1];
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += weight[Math.floor(i / m)] * (yhat[i] - y[i]) * (yhat[i] - y[i]);
  return sum / m;
}

function slopes([W1, b1, W2, b2], x, y, c, n: number, m: number) {
  const [h, out] = [b1.length, b2.length];
  const a = hidden(W1, b1, x, n, m);
  const yhat = outputs(W2, b2, a, m);
  const g = [new Float64Array(h * n), new Float64Array(h), new Float64Array(out * h), new Float64Array(out)];
  const into = new Float64Array(h * m);
  for (let j = 0; j < out; j++)
    for (let k = 0; k < m; k++) {
      const error = ((yhat[j * m + k] - y[j * m + k]) * 2 * c[j]) / m;
      g[3][j] += error;
      for (let i = 0; i < h; i++) {
        g[2][j * h + i] += error * a[i * m + k];
        into[i * m + k] += W2[j * h + i] * error;
      }
    }
  for (let i = 0; i < h; i++)
    for (let k = 0; k < m; k++) {
      const delta = into[i * m + k] * (1 - a[i * m + k] ** 2);
      g[1][i] += delta;
      for (let l = 0; l < n; l++) g[0][i * n + l] += delta * x[l * m + k];
    }
  return g;
}

export function backward(p, X, Y, c) {
  const [n, m] = X.shape;
  const [W1, b1, W2, b2] = slopes(read(p), flat(X), flat(Y), flat(c), n, m);
  return { dW1: matrix(W1, b1.length), db1: matrix(b1, b1.length), dW2: matrix(W2, b2.length), db2: matrix(b2, b2.length) };
}

export function scales(Y) {
  const [out, m] = Y.shape;
  const y = flat(Y);
  const mean = new Float64Array(out);
  const std = new Float64Array(out);
  for (let j = 0; j < out; j++) {
    const own = y.subarray(j * m, (j + 1) * m);
    mean[j] = own.reduce((a, b) => a + b) / m;
    std[j] = Math.sqrt(own.reduce((sum, v) => sum + (v - mean[j]) ** 2, 0) / m);
  }
  return { mean: matrix(mean, out), std: matrix(std, out) };
}

export function train(p, X, Y, { epochs, rate }) {
  const [n, m] = X.shape;
  const [mean, std] = [flat(scales(Y).mean), flat(scales(Y).std)];
  const y = flat(Y).map((v, i) => (v - mean[Math.floor(i / m)]) / std[Math.floor(i / m)]);
  const x = flat(X);
  const now = read(p);
  const even = new Float64Array(mean.length).fill(1);
  for (let epoch = 0; epoch < epochs; epoch++)
    slopes(now as never, x, y, even, n, m).forEach((slope, which) => slope.forEach((d, i) => (now[which][i] -= rate * d)));
  const [W1, b1, W2, b2] = now;
  const h = b1.length;
  W2.forEach((w, i) => (W2[i] = w * std[Math.floor(i / h)]));
  b2.forEach((b, j) => (b2[j] = b * std[j] + mean[j]));
  return { W1: matrix(W1, h), b1: matrix(b1, h), W2: matrix(W2, b2.length), b2: matrix(b2, b2.length) };
}
