// Plain loops over nested arrays; every example adds its share.
type Matrix = number[][];
const plain = (a): Matrix => (Array.isArray(a) ? a : a.toArray());
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

export function forward(p, X) {
  const W1 = plain(p.W1), b1 = plain(p.b1), W2 = plain(p.W2)[0], b2 = plain(p.b2)[0][0], x = plain(X);
  const m = x[0].length;
  const A1 = W1.map(() => new Array(m));
  const A2 = [new Array(m)];
  for (let k = 0; k < m; k++) {
    let z2 = b2;
    for (let i = 0; i < W1.length; i++) {
      let z1 = b1[i][0];
      for (let j = 0; j < x.length; j++) z1 += W1[i][j] * x[j][k];
      A1[i][k] = sigmoid(z1);
      z2 += W2[i] * A1[i][k];
    }
    A2[0][k] = sigmoid(z2);
  }
  return { A1, A2 };
}

export function loss(p, X, Y) {
  const yhat = forward(p, X).A2[0], y = plain(Y)[0];
  let sum = 0;
  for (let k = 0; k < y.length; k++) sum -= Math.log(y[k] === 1 ? yhat[k] : 1 - yhat[k]);
  return sum / y.length;
}

export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const W2 = plain(p.W2)[0], x = plain(X), y = plain(Y)[0];
  const m = y.length;
  const dW1 = W2.map(() => x.map(() => 0));
  const db1 = W2.map(() => [0]);
  const dW2 = [W2.map(() => 0)];
  const db2 = [[0]];
  for (let k = 0; k < m; k++) {
    const error = (A2[0][k] - y[k]) / m;
    db2[0][0] += error;
    for (let i = 0; i < W2.length; i++) {
      const a = A1[i][k];
      dW2[0][i] += error * a;
      const hidden = error * W2[i] * a * (1 - a);
      db1[i][0] += hidden;
      for (let j = 0; j < x.length; j++) dW1[i][j] += hidden * x[j][k];
    }
  }
  return { dW1, db1, dW2, db2 };
}

export function update(p, g, rate) {
  const step = (a, b): Matrix => {
    const gradient = plain(b);
    return plain(a).map((row, i) => row.map((one, j) => one - rate * gradient[i][j]));
  };
  return { W1: step(p.W1, g.dW1), b1: step(p.b1, g.db1), W2: step(p.W2, g.dW2), b2: step(p.b2, g.db2) };
}

export function train(p, X, Y, { epochs, rate }) {
  const x = plain(X), y = plain(Y), losses = [];
  let now = { W1: plain(p.W1), b1: plain(p.b1), W2: plain(p.W2), b2: plain(p.b2) };
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss(now, x, y));
    now = update(now, backward(now, x, y), rate);
  }
  return { ...now, losses };
}
