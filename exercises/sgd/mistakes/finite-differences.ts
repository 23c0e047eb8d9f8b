// X is n×m, Y is 1×m; examples are columns.
export function forward(p, X) {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  const A2 = nd.sigmoid(nd.matmul(p.W2, A1).add(p.b2));
  return { A1, A2 };
}

export function loss(p, X, Y) {
  const { A2 } = forward(p, X);
  return Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).mean().neg().item();
}

export function backward(p, X, Y) {
  const h = 1e-5;
  const gradient = (name) => {
    const value = p[name].toArray();
    return value.map((row, i) =>
      row.map((_, k) => {
        const nudged = (by) => {
          const copy = value.map((r) => r.slice());
          copy[i][k] += by;
          return loss({ ...p, [name]: nd.array(copy) }, X, Y);
        };
        return (nudged(h) - nudged(-h)) / (2 * h);
      }),
    );
  };
  return { dW1: nd.array(gradient("W1")), db1: nd.array(gradient("b1")), dW2: nd.array(gradient("W2")), db2: nd.array(gradient("b2")) };
}

export function train(p, X, Y, { epochs, rate }) {
  let { W1, b1, W2, b2 } = p;
  const losses = [];
  const m = X.shape[1];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let k = 0; k < m; k++) {
      const x = X.col(k, true);
      const y = Y.col(k, true);
      const now = { W1, b1, W2, b2 };
      losses.push(loss(now, x, y));
      const g = backward(now, x, y);
      W1 = W1.sub(g.dW1.mul(rate));
      b1 = b1.sub(g.db1.mul(rate));
      W2 = W2.sub(g.dW2.mul(rate));
      b2 = b2.sub(g.db2.mul(rate));
    }
    progress(epoch, losses[losses.length - 1]);
  }
  return { W1, b1, W2, b2, losses };
}
