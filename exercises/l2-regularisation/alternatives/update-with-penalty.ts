// X is n×m, Y is 1×m; examples are columns.
export function forward(p, X) {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  const A2 = nd.sigmoid(nd.matmul(p.W2, A1).add(p.b2));
  return { A1, A2 };
}

export function loss(p, X, Y, lambda) {
  const { A2 } = forward(p, X);
  const m = X.shape[1];
  const fit = Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).mean().neg();
  const penalty = nd.square(p.W1).sum().add(nd.square(p.W2).sum()).mul(lambda / (2 * m));
  return fit.add(penalty).item();
}

function dataGradient(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const m = X.shape[1];
  const dZ2 = A2.sub(Y);
  const dW2 = nd.matmul(dZ2, A1.T).div(m);
  const db2 = dZ2.sum(1, true).div(m);
  const dZ1 = nd.matmul(p.W2.T, dZ2).mul(nd.sub(1, nd.square(A1)));
  const dW1 = nd.matmul(dZ1, X.T).div(m);
  const db1 = dZ1.sum(1, true).div(m);
  return { dW1, db1, dW2, db2 };
}

export function backward(p, X, Y, lambda) {
  const shrink = lambda / X.shape[1];
  const gradient = dataGradient(p, X, Y);
  return { ...gradient, dW1: gradient.dW1.add(nd.mul(shrink, p.W1)), dW2: gradient.dW2.add(nd.mul(shrink, p.W2)) };
}

// The penalty in the update: every weight shrinks by the same factor before the data pulls at it.
export function train(p, X, Y, options) {
  const m = X.shape[1];
  const keep = 1 - (options.rate * options.lambda) / m;
  let q = { ...p };
  const losses = [];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    losses.push(loss(q, X, Y, options.lambda));
    const g = dataGradient(q, X, Y);
    q = {
      W1: q.W1.mul(keep).sub(g.dW1.mul(options.rate)),
      b1: q.b1.sub(g.db1.mul(options.rate)),
      W2: q.W2.mul(keep).sub(g.dW2.mul(options.rate)),
      b2: q.b2.sub(g.db2.mul(options.rate)),
    };
  }
  return { ...q, losses };
}
