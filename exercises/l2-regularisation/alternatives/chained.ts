// One chain of methods per quantity; data and penalty are averaged together at the end.
export const forward = (p, X) => {
  const A1 = p.W1.matmul(X).add(p.b1).tanh();
  return { A1, A2: p.W2.matmul(A1).add(p.b2).sigmoid() };
};

export const loss = (p, X, Y, lambda) => {
  const { A2 } = forward(p, X);
  const fit = A2.log().mul(Y).add(A2.neg().add(1).log().mul(Y.neg().add(1))).sum().neg();
  const squares = p.W1.mul(p.W1).sum().add(p.W2.mul(p.W2).sum());
  return squares.mul(lambda).div(2).add(fit).div(X.shape[1]);
};

export const backward = (p, X, Y, lambda) => {
  const { A1, A2 } = forward(p, X);
  const m = X.shape[1];
  const output = A2.sub(Y);
  const hidden = p.W2.T.matmul(output).mul(A1.square().neg().add(1));
  return {
    dW1: hidden.matmul(X.T).add(p.W1.mul(lambda)).div(m),
    db1: hidden.sum(1, true).div(m),
    dW2: output.matmul(A1.T).add(p.W2.mul(lambda)).div(m),
    db2: output.sum(1, true).div(m),
  };
};

export const train = (p, X, Y, { epochs, rate, lambda }) => {
  let now = p;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const g = backward(now, X, Y, lambda);
    now = {
      W1: g.dW1.mul(-rate).add(now.W1),
      b1: g.db1.mul(-rate).add(now.b1),
      W2: g.dW2.mul(-rate).add(now.W2),
      b2: g.db2.mul(-rate).add(now.b2),
    };
  }
  return now;
};
