// Plain loops; the cost of a class by the score that speaks against it.
type Matrix = number[][];
const plain = (a): Matrix => (Array.isArray(a) ? a : a.toArray());
const softplus = (z: number) => (z > 0 ? z + Math.log(1 + Math.exp(-z)) : Math.log(1 + Math.exp(z)));

function scores(p, X) {
  const W = plain(p.W)[0], b = plain(p.b)[0][0], x = plain(X);
  const row = [];
  for (let k = 0; k < x[0].length; k++) {
    let s = b;
    for (let j = 0; j < W.length; j++) s += W[j] * x[j][k];
    row.push(s);
  }
  return row;
}

export function forward(p, X) {
  const S = scores(p, X);
  return { S: [S], Yhat: [S.map((s) => 1 / (1 + Math.exp(-s)))] };
}

export function costs(S, Y) {
  const y = plain(Y)[0];
  return [plain(S)[0].map((s, k) => (y[k] === 1 ? softplus(-s) : softplus(s)))];
}

export function loss(p, X, Y) {
  const each = costs([scores(p, X)], Y)[0];
  let sum = 0;
  for (const cost of each) sum += cost;
  return sum / each.length;
}

export function backward(p, X, Y) {
  const yhat = forward(p, X).Yhat[0], x = plain(X), y = plain(Y)[0];
  const dW = x.map(() => 0);
  let db = 0;
  for (let k = 0; k < y.length; k++) {
    const error = (yhat[k] - y[k]) / y.length;
    for (let j = 0; j < x.length; j++) dW[j] += error * x[j][k];
    db += error;
  }
  return { dW: [dW], db: [[db]] };
}

export function train(p, X, Y, { epochs, rate }) {
  let W = plain(p.W)[0], b = plain(p.b)[0][0];
  const x = plain(X), y = plain(Y), losses = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss({ W: [W], b: [[b]] }, x, y));
    const { dW, db } = backward({ W: [W], b: [[b]] }, x, y);
    W = W.map((w, j) => w - rate * dW[0][j]);
    b -= rate * db[0][0];
  }
  return { W: [W], b: [[b]], losses };
}
