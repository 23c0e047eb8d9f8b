// The 2/m goes into the output error once; sums do the rest.
export const forward = (p, X) => {
  const hidden = p.W1.matmul(X).add(p.b1).tanh();
  return { hidden, A2: p.W2.matmul(hidden).add(p.b2) };
};

export const loss = (p, X, Y) => nd.square(nd.sub(forward(p, X).A2, Y)).sum().div(X.shape[1]).item();

export const backward = (p, X, Y) => {
  const { hidden, A2 } = forward(p, X);
  const error = nd.mul(2 / X.shape[1], nd.sub(A2, Y));
  const delta = nd.mul(p.W2.T.matmul(error), nd.sub(1, nd.mul(hidden, hidden)));
  return { dW1: delta.matmul(X.T), db1: delta.sum(1, true), dW2: error.matmul(hidden.T), db2: error.sum(1, true) };
};

export const train = (p, X, Y, options) => {
  let q = { W1: p.W1, b1: p.b1, W2: p.W2, b2: p.b2 };
  const losses = [];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    losses.push(loss(q, X, Y));
    const g = backward(q, X, Y);
    const stepped = {};
    for (const name of ["W1", "b1", "W2", "b2"]) stepped[name] = q[name].sub(nd.mul(options.rate, g["d" + name]));
    q = stepped;
  }
  return { ...q, losses };
};
