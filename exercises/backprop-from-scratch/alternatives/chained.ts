// Methods; a layer is one function, and the loss comes from the sums at the output.
const layer = (W, b, A) => W.matmul(A).add(b);

const pass = ({ W1, b1, W2, b2 }, X) => {
  const A1 = layer(W1, b1, X).sigmoid();
  const Z2 = layer(W2, b2, A1);
  return { A1, Z2, A2: Z2.sigmoid() };
};

export const forward = (p, X) => {
  const { A1, A2 } = pass(p, X);
  return { A1, A2 };
};

export const loss = (p, X, Y) => {
  const { Z2 } = pass(p, X);
  return nd.relu(Z2).sub(Z2.mul(Y)).add(Z2.abs().neg().exp().add(1).log()).mean().item();
};

export const backward = (p, X, Y) => {
  const { A1, A2 } = pass(p, X);
  const error = A2.sub(Y).div(Y.shape[1]);
  const hidden = p.W2.T.matmul(error).mul(A1.sub(A1.square()));
  return { dW1: hidden.matmul(X.T), db1: hidden.sum(1, true), dW2: error.matmul(A1.T), db2: error.sum(1, true) };
};

export const update = (p, g, rate) =>
  Object.fromEntries(["W1", "b1", "W2", "b2"].map((name) => [name, p[name].sub(g[`d${name}`].mul(rate))]));

export const train = (p, X, Y, { epochs, rate }) => {
  const losses = [];
  const last = Array.from({ length: epochs }).reduce((now) => {
    losses.push(loss(now, X, Y));
    return update(now, backward(now, X, Y), rate);
  }, p);
  return { ...last, losses };
};
