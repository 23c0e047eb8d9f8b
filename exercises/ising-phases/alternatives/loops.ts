// Plain loops over nested arrays, one snapshot after the other.
const plain = (a) => (Array.isArray(a) ? a : a.toArray());
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

function pass(p, X) {
  const W1 = plain(p.W1);
  const b1 = plain(p.b1);
  const [w2] = plain(p.W2);
  const [[b2]] = plain(p.b2);
  const x = plain(X);
  const hidden: number[][] = W1.map(() => []);
  const out: number[] = [];
  for (let k = 0; k < x[0].length; k++) {
    let z2 = b2;
    for (let i = 0; i < W1.length; i++) {
      const weights = W1[i];
      let z1 = b1[i][0];
      for (let j = 0; j < x.length; j++) z1 += weights[j] * x[j][k];
      hidden[i][k] = sigmoid(z1);
      z2 += w2[i] * hidden[i][k];
    }
    out[k] = sigmoid(z2);
  }
  return { hidden, out };
}

export const forward = (p, X) => ({ A2: [pass(p, X).out] });

export function loss(p, X, Y) {
  const { out } = pass(p, X);
  const [y] = plain(Y);
  let sum = 0;
  for (let k = 0; k < y.length; k++) sum += y[k] === 1 ? Math.log(out[k]) : Math.log(1 - out[k]);
  return -sum / y.length;
}

export function backward(p, X, Y) {
  const { hidden, out } = pass(p, X);
  const [w2] = plain(p.W2);
  const x = plain(X);
  const [y] = plain(Y);
  const m = y.length;
  const error = out.map((a, k) => (a - y[k]) / m);
  const dW1: number[][] = [];
  const db1: number[][] = [];
  const dW2: number[] = [];
  for (let i = 0; i < w2.length; i++) {
    let toOutput = 0;
    let toBias = 0;
    const row = new Array(x.length).fill(0);
    for (let k = 0; k < m; k++) {
      const a = hidden[i][k];
      toOutput += error[k] * a;
      const delta = error[k] * w2[i] * a * (1 - a);
      toBias += delta;
      for (let j = 0; j < x.length; j++) row[j] += delta * x[j][k];
    }
    dW1.push(row);
    db1.push([toBias]);
    dW2.push(toOutput);
  }
  return { dW1, db1, dW2: [dW2], db2: [[error.reduce((a, b) => a + b, 0)]] };
}

export function train(p, X, Y, { epochs, rate }) {
  const x = plain(X);
  const y = plain(Y);
  const now = { W1: plain(p.W1), b1: plain(p.b1), W2: plain(p.W2), b2: plain(p.b2) };
  for (let epoch = 0; epoch < epochs; epoch++) {
    const g = backward(now, x, y);
    for (const name of Object.keys(now)) {
      const slope = g[`d${name}`];
      now[name] = now[name].map((row, i) => row.map((value, j) => value - rate * slope[i][j]));
    }
  }
  return now;
}

export const decide = (Q) => [plain(Q)[0].map((a) => (a > 0.5 ? 1 : 0))];

export function accuracy(Q, Y) {
  const [decided] = decide(Q);
  const [y] = plain(Y);
  let right = 0;
  for (let k = 0; k < y.length; k++) if (decided[k] === y[k]) right++;
  return right / y.length;
}
