// Typed arrays; every parameter in one long vector: first W1, then b1, W2 and b2.
const flat = (a): Float64Array => Float64Array.from(a.toArray().flat());
const matrix = (a: Float64Array, rows: number) => nd.array(a).reshape(rows, -1);

type Net = { n: number; h: number; theta: Float64Array };

function pack(p): Net {
  const [h, n] = p.W1.shape;
  return { n, h, theta: Float64Array.from([p.W1, p.b1, p.W2, p.b2].flatMap((a) => [...flat(a)])) };
}

function unpack({ n, h, theta }: Net) {
  const at = [0, h * n, h * n + h, h * n + 2 * h];
  return {
    W1: matrix(theta.slice(at[0], at[1]), h),
    b1: matrix(theta.slice(at[1], at[2]), h),
    W2: matrix(theta.slice(at[2], at[3]), 1),
    b2: matrix(theta.slice(at[3]), 1),
  };
}

// Output for the example whose inputs begin at `from` in x; hidden values are left in `a`.
function output({ n, h, theta }: Net, x: Float64Array, from: number, a: Float64Array) {
  let z2 = theta[h * n + 2 * h];
  for (let i = 0; i < h; i++) {
    let z = theta[h * n + i];
    for (let j = 0; j < n; j++) z += theta[i * n + j] * x[from + j];
    a[i] = Math.tanh(z);
    z2 += theta[h * n + h + i] * a[i];
  }
  return 1 / (1 + Math.exp(-z2));
}

function outputs(net: Net, x: Float64Array) {
  const a = new Float64Array(net.h);
  return Float64Array.from({ length: x.length / net.n }, (_, k) => output(net, x, k * net.n, a));
}

const cost = (yhat: Float64Array, y: Float64Array) =>
  -yhat.reduce((sum, a, k) => sum + y[k] * Math.log(a) + (1 - y[k]) * Math.log(1 - a), 0) / y.length;

export const forward = (p, X) => ({ A2: matrix(outputs(pack(p), flat(X.T)), 1) });
export const loss = (p, X, Y) => cost(outputs(pack(p), flat(X.T)), flat(Y));
export const count = (p) => pack(p).theta.length;

function gradient(net: Net, x: Float64Array, y: Float64Array) {
  const { n, h, theta } = net;
  const g = new Float64Array(theta.length);
  const a = new Float64Array(h);
  for (let k = 0; k < y.length; k++) {
    const error = (output(net, x, k * n, a) - y[k]) / y.length;
    g[h * n + 2 * h] += error;
    for (let i = 0; i < h; i++) {
      g[h * n + h + i] += error * a[i];
      const delta = error * theta[h * n + h + i] * (1 - a[i] * a[i]);
      g[h * n + i] += delta;
      for (let j = 0; j < n; j++) g[i * n + j] += delta * x[k * n + j];
    }
  }
  return g;
}

export function backward(p, X, Y) {
  const net = pack(p);
  const { W1, b1, W2, b2 } = unpack({ ...net, theta: gradient(net, flat(X.T), flat(Y)) });
  return { dW1: W1, db1: b1, dW2: W2, db2: b2 };
}

export function train(p, X, Y, { epochs, rate, held }) {
  const net = pack(p);
  const [x, y] = [flat(X.T), flat(Y)];
  const cut = y.length - held;
  const seen = [x.subarray(0, cut * net.n), y.subarray(0, cut)] as const;
  const kept = [x.subarray(cut * net.n), y.subarray(cut)] as const;
  const losses = new Float64Array(epochs);
  const heldOut = new Float64Array(epochs);
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses[epoch] = cost(outputs(net, seen[0]), seen[1]);
    heldOut[epoch] = cost(outputs(net, kept[0]), kept[1]);
    const g = gradient(net, ...seen);
    for (let i = 0; i < g.length; i++) net.theta[i] -= rate * g[i];
  }
  const best = heldOut.reduce((at, value, epoch) => (value < heldOut[at] ? epoch : at), 0);
  return { ...unpack(net), losses: nd.array(losses), heldOut: nd.array(heldOut), best };
}
