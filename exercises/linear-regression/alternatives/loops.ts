// Plain loops over nested arrays, one example after the other.
type Matrix = number[][];
const plain = (a): Matrix => (Array.isArray(a) ? a : a.toArray());

export function forward(p, X) {
  const W = plain(p.W)[0], b = plain(p.b)[0][0], x = plain(X);
  const row = [];
  for (let k = 0; k < x[0].length; k++) {
    let sum = b;
    for (let j = 0; j < W.length; j++) sum += W[j] * x[j][k];
    row.push(sum);
  }
  return { Yhat: [row] };
}

export function loss(p, X, Y) {
  const yhat = forward(p, X).Yhat[0], y = plain(Y)[0];
  let sum = 0;
  for (let k = 0; k < y.length; k++) sum += (yhat[k] - y[k]) ** 2;
  return sum / y.length;
}

export function backward(p, X, Y) {
  const yhat = forward(p, X).Yhat[0], x = plain(X), y = plain(Y)[0];
  const dW = x.map(() => 0);
  let db = 0;
  for (let k = 0; k < y.length; k++) {
    const pull = (2 / y.length) * (yhat[k] - y[k]);
    for (let j = 0; j < x.length; j++) dW[j] += pull * x[j][k];
    db += pull;
  }
  return { dW: [dW], db: [[db]] };
}

export function train(p, X, Y, options) {
  const W = plain(p.W)[0].slice();
  let b = plain(p.b)[0][0];
  const x = plain(X), y = plain(Y);
  const losses = [];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const now = { W: [W.slice()], b: [[b]] };
    losses.push(loss(now, x, y));
    const { dW, db } = backward(now, x, y);
    for (let j = 0; j < W.length; j++) W[j] -= options.rate * dW[0][j];
    b -= options.rate * db[0][0];
  }
  return { W: [W], b: [[b]], losses };
}
