// Typed arrays from the first line to the last; tensors only where a result is handed out.
const flat = (a) => Float64Array.from(a.toArray().flat());
const rows = (values, width) => {
  const out = [];
  for (let at = 0; at < values.length; at += width) out.push(Array.from(values.subarray(at, at + width)));
  return out;
};
const opened = (p) => ({ W1: flat(p.W1), b1: flat(p.b1), W2: flat(p.W2), b2: flat(p.b2) });
const closed = (q, n) => ({ W1: rows(q.W1, n), b1: rows(q.b1, 1), W2: rows(q.W2, q.W2.length), b2: rows(q.b2, 1) });

// The values of one example: hidden ones into `a`, the output as the result.
function carry(q, x, m, k, a) {
  const n = q.W1.length / a.length;
  let z2 = q.b2[0];
  for (let i = 0; i < a.length; i++) {
    let z = q.b1[i];
    for (let j = 0; j < n; j++) z += q.W1[i * n + j] * x[j * m + k];
    a[i] = Math.tanh(z);
    z2 += q.W2[i] * a[i];
  }
  return 1 / (1 + Math.exp(-z2));
}

function slopes(q, x, y, m, lambda) {
  const h = q.b1.length;
  const n = q.W1.length / h;
  const a = new Float64Array(h);
  const g = { W1: new Float64Array(h * n), b1: new Float64Array(h), W2: new Float64Array(h), b2: new Float64Array(1) };
  for (let k = 0; k < m; k++) {
    const error = (carry(q, x, m, k, a) - y[k]) / m;
    g.b2[0] += error;
    for (let i = 0; i < h; i++) {
      g.W2[i] += error * a[i];
      const dz = q.W2[i] * error * (1 - a[i] * a[i]);
      g.b1[i] += dz;
      for (let j = 0; j < n; j++) g.W1[i * n + j] += dz * x[j * m + k];
    }
  }
  for (const name of ["W1", "W2"]) for (let i = 0; i < g[name].length; i++) g[name][i] += (lambda / m) * q[name][i];
  return g;
}

function mean(q, x, y, m, lambda) {
  const a = new Float64Array(q.b1.length);
  let sum = 0;
  for (let k = 0; k < m; k++) {
    const out = carry(q, x, m, k, a);
    sum += y[k] * Math.log(out) + (1 - y[k]) * Math.log(1 - out);
  }
  const squares = [q.W1, q.W2].reduce((all, W) => all + W.reduce((part, w) => part + w * w, 0), 0);
  return (0.5 * lambda * squares - sum) / m;
}

export function forward(p, X) {
  const [q, x, m] = [opened(p), flat(X), X.shape[1]];
  const a = new Float64Array(q.b1.length);
  const A1 = new Float64Array(a.length * m);
  const A2 = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    A2[k] = carry(q, x, m, k, a);
    for (let i = 0; i < a.length; i++) A1[i * m + k] = a[i];
  }
  return { A1: nd.array(rows(A1, m)), A2: nd.array(rows(A2, m)) };
}

export const loss = (p, X, Y, lambda) => mean(opened(p), flat(X), flat(Y), X.shape[1], lambda);

export function backward(p, X, Y, lambda) {
  const g = closed(slopes(opened(p), flat(X), flat(Y), X.shape[1], lambda), X.shape[0]);
  return { dW1: g.W1, db1: g.b1, dW2: g.W2, db2: g.b2 };
}

function descend(q, g, rate) {
  for (const name of ["W1", "b1", "W2", "b2"]) for (let i = 0; i < q[name].length; i++) q[name][i] -= rate * g[name][i];
}

export function train(p, X, Y, options) {
  const [q, x, y, m] = [opened(p), flat(X), flat(Y), X.shape[1]];
  const losses = new Float64Array(options.epochs);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    losses[epoch] = mean(q, x, y, m, options.lambda);
    descend(q, slopes(q, x, y, m, options.lambda), options.rate);
  }
  return { ...closed(q, X.shape[0]), losses: Array.from(losses) };
}
