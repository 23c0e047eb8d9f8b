// Plain loops, example by example; each example is a list of its inputs.
const plain = (a) => (Array.isArray(a) ? a : a.toArray());
const examples = (X) => plain(X)[0].map((_, k) => plain(X).map((row) => row[k]));
const unpack = (p) => ({ W1: plain(p.W1), b1: plain(p.b1), W2: plain(p.W2), b2: plain(p.b2) });

function one(q, x: number[]) {
  const a: number[] = [];
  let z2 = q.b2[0][0];
  for (let i = 0; i < q.W1.length; i++) {
    let z = q.b1[i][0];
    for (let j = 0; j < x.length; j++) z += q.W1[i][j] * x[j];
    a[i] = Math.tanh(z);
    z2 += q.W2[0][i] * a[i];
  }
  return { a, y: 1 / (1 + Math.exp(-z2)) };
}

export function forward(p, X) {
  const q = unpack(p);
  return { A2: [examples(X).map((x) => one(q, x).y)] };
}

function meanLoss(q, xs: number[][], ys: number[]) {
  let sum = 0;
  for (let k = 0; k < xs.length; k++) {
    const { y } = one(q, xs[k]);
    sum -= ys[k] > 0.5 ? Math.log(y) : Math.log(1 - y);
  }
  return sum / xs.length;
}

export const loss = (p, X, Y) => meanLoss(unpack(p), examples(X), plain(Y)[0]);

function slopes(q, xs: number[][], ys: number[]) {
  const g = {
    W1: q.W1.map((row) => row.map(() => 0)),
    b1: q.b1.map(() => [0]),
    W2: [q.W2[0].map(() => 0)],
    b2: [[0]],
  };
  for (let k = 0; k < xs.length; k++) {
    const { a, y } = one(q, xs[k]);
    const error = (y - ys[k]) / xs.length;
    g.b2[0][0] += error;
    for (let i = 0; i < a.length; i++) {
      g.W2[0][i] += error * a[i];
      const delta = error * q.W2[0][i] * (1 - a[i] ** 2);
      g.b1[i][0] += delta;
      for (let j = 0; j < xs[k].length; j++) g.W1[i][j] += delta * xs[k][j];
    }
  }
  return g;
}

export function backward(p, X, Y) {
  const { W1, b1, W2, b2 } = slopes(unpack(p), examples(X), plain(Y)[0]);
  return { dW1: W1, db1: b1, dW2: W2, db2: b2 };
}

export function count(p) {
  let n = 0;
  for (const rows of Object.values(unpack(p))) for (const row of rows as number[][]) n += row.length;
  return n;
}

export function train(p, X, Y, options) {
  const q = unpack(p);
  const xs = examples(X);
  const ys = plain(Y)[0];
  const cut = xs.length - options.held;
  const losses: number[] = [];
  const heldOut: number[] = [];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    losses.push(meanLoss(q, xs.slice(0, cut), ys.slice(0, cut)));
    heldOut.push(meanLoss(q, xs.slice(cut), ys.slice(cut)));
    const g = slopes(q, xs.slice(0, cut), ys.slice(0, cut));
    for (const name of ["W1", "b1", "W2", "b2"])
      q[name] = q[name].map((row, i) => row.map((w, j) => w - options.rate * g[name][i][j]));
  }
  let best = 0;
  for (let epoch = 1; epoch < heldOut.length; epoch++) if (heldOut[epoch] < heldOut[best]) best = epoch;
  return { ...q, losses, heldOut, best };
}
