// Methods and Object.entries; the norm of the four norms is the norm of all.
const each = (record, change) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));

export const forward = ({ W1, b1, W2, b2 }, X) => {
  const A1 = W1.matmul(X).add(b1).tanh();
  return { A1, A2: W2.matmul(A1).add(b2) };
};

export const loss = (p, X, Y) => forward(p, X).A2.sub(Y).square().mean();

export const backward = (p, X, Y) => {
  const { A1, A2 } = forward(p, X);
  const error = A2.sub(Y).mul(2 / Y.shape[1]);
  const hidden = p.W2.T.matmul(error).mul(A1.square().neg().add(1));
  return { dW1: hidden.matmul(X.T), db1: hidden.sum(1, true), dW2: error.matmul(A1.T), db2: error.sum(1, true) };
};

export const norm = (g) => nd.norm(["dW1", "db1", "dW2", "db2"].map((name) => g[name].norm().item()));

export const clip = (g, threshold) => {
  const length = norm(g).item();
  return length > threshold ? each(g, (one) => one.mul(threshold).div(length)) : g;
};

export function train(p, X, Y, options) {
  const losses = [];
  let now = { W1: p.W1, b1: p.b1, W2: p.W2, b2: p.b2 };
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    losses.push(loss(now, X, Y).item());
    const g = clip(backward(now, X, Y), options.threshold);
    now = each(now, (value, name) => value.sub(g[`d${name}`].mul(options.rate)));
  }
  return { ...now, losses };
}
