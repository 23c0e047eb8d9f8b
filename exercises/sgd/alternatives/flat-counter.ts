// One counter over all steps; the example is its remainder. Gradients of one example without any mean.
export const forward = (p, X) => {
  const A1 = p.W1.matmul(X).add(p.b1).tanh();
  return { A1, A2: p.W2.matmul(A1).add(p.b2).sigmoid() };
};

const crossEntropy = (A2, Y) => nd.where(nd.greater(Y, 0.5), nd.log(A2), nd.log(nd.sub(1, A2))).mean().item() * -1;

export const loss = (p, X, Y) => crossEntropy(forward(p, X).A2, Y);

export const backward = (p, X, Y) => {
  const { A1, A2 } = forward(p, X);
  const error = nd.div(nd.sub(A2, Y), X.shape[1]);
  const hidden = nd.mul(p.W2.T.matmul(error), nd.sub(1, nd.mul(A1, A1)));
  return { dW1: hidden.matmul(X.T), db1: hidden.sum(1, true), dW2: error.matmul(A1.T), db2: error.sum(1, true) };
};

export function train(p, X, Y, options) {
  const m = X.shape[1];
  const q = { W1: p.W1, b1: p.b1, W2: p.W2, b2: p.b2 };
  const losses = [];
  for (let step = 0; step < options.epochs * m; step++) {
    const k = step % m;
    const x = X.col(k, true);
    const y = Y.col(k, true);
    losses.push(loss(q, x, y));
    const g = backward(q, x, y);
    for (const name of ["W1", "b1", "W2", "b2"]) q[name] = nd.sub(q[name], nd.mul(options.rate, g["d" + name]));
  }
  return { ...q, losses };
}
