// Typed arrays, read once and written back as tensors.
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());
const tensor = (values: Float64Array, rows: number, columns: number) =>
  nd.array(Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns))));

function hidden(p, X) {
  const h = p.W1.shape[0];
  const [n, m] = X.shape;
  const W1 = flat(p.W1);
  const b1 = flat(p.b1);
  const x = flat(X);
  const a = new Float64Array(h * m);
  for (let i = 0; i < h; i++)
    for (let k = 0; k < m; k++) {
      let z = b1[i];
      for (let j = 0; j < n; j++) z += W1[i * n + j] * x[j * m + k];
      a[i * m + k] = Math.tanh(z);
    }
  return a;
}

function output(p, a: Float64Array, m: number) {
  const W2 = flat(p.W2);
  const [b2] = flat(p.b2);
  const y = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    let z = b2;
    for (let i = 0; i < W2.length; i++) z += W2[i] * a[i * m + k];
    y[k] = 1 / (1 + Math.exp(-z));
  }
  return y;
}

export function forward(p, X) {
  const m = X.shape[1];
  const a = hidden(p, X);
  return { A1: tensor(a, p.W1.shape[0], m), A2: tensor(output(p, a, m), 1, m) };
}

export function loss(p, X, Y) {
  const y = flat(Y);
  const yhat = flat(forward(p, X).A2);
  return -y.reduce((sum, one, k) => sum + one * Math.log(yhat[k]) + (1 - one) * Math.log(1 - yhat[k]), 0) / y.length;
}

export function backward(p, X, Y) {
  const h = p.W1.shape[0];
  const [n, m] = X.shape;
  const a = hidden(p, X);
  const yhat = output(p, a, m);
  const W2 = flat(p.W2);
  const x = flat(X);
  const error = flat(Y).map((y, k) => (yhat[k] - y) / m);
  const dW1 = new Float64Array(h * n);
  const db1 = new Float64Array(h);
  const dW2 = new Float64Array(h);
  for (let i = 0; i < h; i++)
    for (let k = 0; k < m; k++) {
      const value = a[i * m + k];
      const dz = W2[i] * error[k] * (1 + value) * (1 - value);
      dW2[i] += error[k] * value;
      db1[i] += dz;
      for (let j = 0; j < n; j++) dW1[i * n + j] += dz * x[j * m + k];
    }
  const db2 = Float64Array.of(error.reduce((sum, one) => sum + one, 0));
  return { dW1: tensor(dW1, h, n), db1: tensor(db1, h, 1), dW2: tensor(dW2, 1, h), db2: tensor(db2, 1, 1) };
}

export function train(p, X, Y, { epochs, rate }) {
  let now = p;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const g = backward(now, X, Y);
    now = {
      W1: now.W1.sub(g.dW1.mul(rate)),
      b1: now.b1.sub(g.db1.mul(rate)),
      W2: now.W2.sub(g.dW2.mul(rate)),
      b2: now.b2.sub(g.db2.mul(rate)),
    };
  }
  return now;
}
