// Methods only; the weights of the loss as a diagonal matrix.
const diag = (c) => nd.eye(c.size).mul(c);

export const forward = (p, X) => {
  const A1 = p.W1.matmul(X).add(p.b1).tanh();
  return { A1, A2: p.W2.matmul(A1).add(p.b2) };
};

export const loss = (p, X, Y, c) => {
  const miss = forward(p, X).A2.sub(Y);
  return c.T.matmul(miss.square().mean(1, true));
};

export const backward = (p, X, Y, c) => {
  const { A1, A2 } = forward(p, X);
  const delta2 = diag(c).matmul(A2.sub(Y)).mul(2);
  const delta1 = p.W2.T.matmul(delta2).mul(A1.square().neg().add(1));
  const per = (delta, from) => [delta.matmul(from.T).div(X.shape[1]), delta.mean(1, true)];
  const [dW2, db2] = per(delta2, A1);
  const [dW1, db1] = per(delta1, X);
  return { dW1, db1, dW2, db2 };
};

export const scales = (Y) => {
  const mean = Y.mean(1, true);
  return { mean, std: Y.sub(mean).norm(1, true).div(Math.sqrt(Y.shape[1])) };
};

export const train = (p, X, Y, { epochs, rate }) => {
  const { mean, std } = scales(Y);
  const T = Y.sub(mean).div(std);
  const c = nd.ones(Y.shape[0], 1);
  const losses = [];
  let now = p;
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss(now, X, T, c).item());
    const g = backward(now, X, T, c);
    now = Object.fromEntries(Object.entries(now).map(([name, a]) => [name, a.sub(g["d" + name].mul(rate))]));
  }
  return { W1: now.W1, b1: now.b1, W2: diag(std).matmul(now.W2), b2: now.b2.mul(std).add(mean), losses };
};
