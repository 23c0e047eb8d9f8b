// Plain loops over nested arrays; tensors only at the border.
const plain = (value) => (Array.isArray(value) ? value : value.toArray());

function activations(p, X) {
  const W1 = plain(p.W1), b1 = plain(p.b1), W2 = plain(p.W2), b2 = plain(p.b2), x = plain(X);
  const m = x[0].length;
  const A1 = [], A2 = [new Array(m)];
  for (let i = 0; i < W1.length; i++) {
    A1.push(new Array(m));
    for (let k = 0; k < m; k++) {
      let z = b1[i][0];
      for (let j = 0; j < x.length; j++) z += W1[i][j] * x[j][k];
      A1[i][k] = Math.tanh(z);
    }
  }
  for (let k = 0; k < m; k++) {
    let z = b2[0][0];
    for (let i = 0; i < A1.length; i++) z += W2[0][i] * A1[i][k];
    A2[0][k] = z;
  }
  return { A1, A2 };
}

export function forward(p, X) {
  return activations(p, X);
}

export function loss(p, X, Y) {
  const { A2 } = activations(p, X);
  const y = plain(Y)[0];
  let fit = 0;
  for (let k = 0; k < y.length; k++) fit += (A2[0][k] - y[k]) ** 2;
  return fit / y.length;
}

export function backward(p, X, Y) {
  const { A1, A2 } = activations(p, X);
  const h = plain(p.W1).length, W2 = plain(p.W2), x = plain(X), y = plain(Y)[0];
  const m = y.length, n = x.length;
  const dW1 = [], db1 = [], dW2 = [new Array(h)], db2 = [[0]];
  for (let k = 0; k < m; k++) db2[0][0] += (2 * (A2[0][k] - y[k])) / m;
  for (let i = 0; i < h; i++) {
    dW1.push(new Array(n).fill(0));
    let into = 0, bias = 0;
    for (let k = 0; k < m; k++) {
      const error = 2 * (A2[0][k] - y[k]);
      into += error * A1[i][k];
      const dz = W2[0][i] * error * (1 - A1[i][k] * A1[i][k]);
      bias += dz;
      for (let j = 0; j < n; j++) dW1[i][j] += dz * x[j][k];
    }
    dW2[0][i] = into / m;
    db1.push([bias / m]);
    for (let j = 0; j < n; j++) dW1[i][j] = dW1[i][j] / m;
  }
  return { dW1, db1, dW2, db2 };
}

export function train(p, X, Y, options) {
  const q = { W1: plain(p.W1), b1: plain(p.b1), W2: plain(p.W2), b2: plain(p.b2) };
  const x = plain(X), y = plain(Y);
  const losses = [];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    losses.push(loss(q, x, y));
    const g = backward(q, x, y);
    for (const name of ["W1", "b1", "W2", "b2"]) {
      const gradient = g["d" + name];
      q[name] = q[name].map((row, i) => row.map((w, j) => w - options.rate * gradient[i][j]));
    }
  }
  return { ...q, losses };
}
