// Plain loops: an example with room to spare is passed over.
type Matrix = number[][];
const plain = (a): Matrix => (Array.isArray(a) ? a : a.toArray());

function scores(p, X) {
  const w = plain(p.w), b = plain(p.b)[0][0], x = plain(X);
  const row = [];
  for (let k = 0; k < x[0].length; k++) {
    let s = -b;
    for (let j = 0; j < w.length; j++) s += w[j][0] * x[j][k];
    row.push(s);
  }
  return row;
}

export function forward(p, X) {
  const S = scores(p, X);
  return { S: [S], C: [S.map((s) => (s > 0 ? 1 : -1))] };
}

export function signal(S, Y) {
  const y = plain(Y)[0];
  return [plain(S)[0].map((s, k) => (y[k] * s >= 1 ? 0 : -y[k]))];
}

export function loss(p, X, Y, lambda) {
  const S = scores(p, X), y = plain(Y)[0], w = plain(p.w);
  let sum = 0;
  for (let k = 0; k < y.length; k++) if (y[k] * S[k] < 1) sum += 1 - y[k] * S[k];
  let squares = 0;
  for (const [one] of w) squares += one * one;
  return sum / y.length + (lambda * squares) / 2;
}

export function backward(p, X, Y, lambda) {
  const S = scores(p, X), x = plain(X), y = plain(Y)[0], w = plain(p.w);
  const dw = w.map(([one]) => [lambda * one]);
  let db = 0;
  for (let k = 0; k < y.length; k++) {
    if (y[k] * S[k] >= 1) continue;
    for (let j = 0; j < w.length; j++) dw[j][0] -= (y[k] * x[j][k]) / y.length;
    db += y[k] / y.length;
  }
  return { dw, db: [[db]] };
}

export function train(p, X, Y, { epochs, rate, lambda }) {
  let w = plain(p.w), b = plain(p.b)[0][0];
  const x = plain(X), y = plain(Y), losses = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const now = { w, b: [[b]] };
    losses.push(loss(now, x, y, lambda));
    const { dw, db } = backward(now, x, y, lambda);
    w = w.map(([one], j) => [one - rate * dw[j][0]]);
    b -= rate * db[0][0];
  }
  return { w, b: [[b]], losses };
}
