// Everything by methods, the mean taken once in the output error.
export const forward = (p, X) => {
  const Z1 = p.W1.matmul(X).add(p.b1);
  const A1 = Z1.tanh();
  const Z2 = p.W2.matmul(A1).add(p.b2);
  return { Z1, A1, Z2, A2: Z2.sigmoid() };
};

export const loss = (p, X, Y) => {
  const { A2 } = forward(p, X);
  return nd.where(nd.greater(Y, 0.5), A2, A2.neg().add(1)).log().mean().neg();
};

export const backward = (p, X, Y) => {
  const { A1, A2 } = forward(p, X);
  const dZ2 = A2.sub(Y).div(Y.shape[1]);
  const dZ1 = p.W2.T.matmul(dZ2).mul(A1.square().neg().add(1));
  return { dW1: dZ1.matmul(X.T), db1: dZ1.sum(1, true), dW2: dZ2.matmul(A1.T), db2: dZ2.sum(1, true) };
};

export const train = (p, X, Y, options) => {
  const now = { W1: p.W1, b1: p.b1, W2: p.W2, b2: p.b2 };
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const gradient = backward(now, X, Y);
    for (const name of ["W1", "b1", "W2", "b2"]) now[name] = now[name].sub(gradient["d" + name].mul(options.rate));
  }
  return now;
};
