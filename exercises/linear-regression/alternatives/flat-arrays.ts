// Typed arrays; the bias as one more weight, whose input is always 1.
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());

function outputs(theta: Float64Array, x: Float64Array, n: number, m: number) {
  const out = new Float64Array(m).fill(theta[n]);
  for (let j = 0; j < n; j++) for (let k = 0; k < m; k++) out[k] += theta[j] * x[j * m + k];
  return out;
}

function gradient(theta: Float64Array, x: Float64Array, y: Float64Array, n: number) {
  const m = y.length;
  const error = outputs(theta, x, n, m).map((one, k) => 2 * (one - y[k]));
  const g = new Float64Array(n + 1);
  for (let k = 0; k < m; k++) {
    for (let j = 0; j < n; j++) g[j] += error[k] * x[j * m + k];
    g[n] += error[k];
  }
  return g.map((one) => one / m);
}

const mse = (theta: Float64Array, x: Float64Array, y: Float64Array, n: number) =>
  outputs(theta, x, n, y.length).reduce((sum, one, k) => sum + (one - y[k]) * (one - y[k]), 0) / y.length;

const pack = (p) => Float64Array.from([...flat(p.W), ...flat(p.b)]);
const weights = (theta: Float64Array) => nd.array([Array.from(theta.subarray(0, theta.length - 1))]);
const bias = (theta: Float64Array) => nd.array([[theta[theta.length - 1]]]);

export const forward = (p, X) => ({ Yhat: [Array.from(outputs(pack(p), flat(X), X.shape[0], X.shape[1]))] });
export const loss = (p, X, Y) => mse(pack(p), flat(X), flat(Y), X.shape[0]);
export const backward = (p, X, Y) => {
  const g = gradient(pack(p), flat(X), flat(Y), X.shape[0]);
  return { dW: weights(g), db: bias(g) };
};

export function train(p, X, Y, { epochs, rate }) {
  const [x, y, n] = [flat(X), flat(Y), X.shape[0]];
  let theta = pack(p);
  const losses = new Float64Array(epochs);
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses[epoch] = mse(theta, x, y, n);
    const g = gradient(theta, x, y, n);
    theta = theta.map((one, i) => one - rate * g[i]);
  }
  return { W: weights(theta), b: bias(theta), losses: Array.from(losses) };
}
