// One chain of methods per quantity, the mean at the end of each.
export const forward = (p, X) => {
  const A1 = p.W1.matmul(X).add(p.b1).tanh();
  return { A1, A2: p.W2.matmul(A1).add(p.b2) };
};

export const loss = (p, X, Y) => forward(p, X).A2.sub(Y).square().mean();

export const backward = (p, X, Y) => {
  const { A1, A2 } = forward(p, X);
  const twice = A2.sub(Y).mul(2);
  const hidden = p.W2.T.matmul(twice).mul(A1.square().neg().add(1));
  const over = (tensor) => tensor.div(X.shape[1]);
  return {
    dW1: over(hidden.matmul(X.T)),
    db1: hidden.mean(1, true),
    dW2: over(twice.matmul(A1.T)),
    db2: twice.mean(1, true),
  };
};

export const train = (p, X, Y, { epochs, rate }) =>
  Array.from({ length: epochs }).reduce((now) => {
    const g = backward(now, X, Y);
    return {
      W1: now.W1.sub(g.dW1.mul(rate)),
      b1: now.b1.sub(g.db1.mul(rate)),
      W2: now.W2.sub(g.dW2.mul(rate)),
      b2: now.b2.sub(g.db2.mul(rate)),
    };
  }, p);
