// Chained methods; the split by take, and a running best instead of a search at the end.
export const forward = (p, X) => {
  const A1 = p.W1.matmul(X).add(p.b1).tanh();
  return { A1, A2: p.W2.matmul(A1).add(p.b2).sigmoid() };
};

const cost = (A2, Y) => nd.where(Y, A2, A2.neg().add(1)).log().mean().neg();

export const loss = (p, X, Y) => cost(forward(p, X).A2, Y);

export const backward = (p, X, Y) => {
  const { A1, A2 } = forward(p, X);
  const error = A2.sub(Y).div(Y.size);
  const hidden = p.W2.T.matmul(error).mul(A1.square().neg().add(1));
  return { dW1: hidden.matmul(X.T), db1: hidden.sum(1, true), dW2: error.matmul(A1.T), db2: error.sum(1, true) };
};

export const count = (p) => Object.values(p).reduce((sum, value) => sum + value.shape[0] * value.shape[1], 0);

export const train = (p, X, Y, { epochs, rate, held }) => {
  const all = nd.arange(X.shape[1]);
  const part = (indices) => [X.take(indices, 1), Y.take(indices, 1)];
  const [x, y] = part(all.slice(0, -held));
  const [xHeld, yHeld] = part(all.slice(-held));
  let now = p;
  let best = 0;
  const losses = [];
  const heldOut = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss(now, x, y).item());
    heldOut.push(loss(now, xHeld, yHeld).item());
    if (heldOut[epoch] < heldOut[best]) best = epoch;
    const g = backward(now, x, y);
    now = Object.fromEntries(Object.keys(now).map((name) => [name, now[name].sub(g["d" + name].mul(rate))]));
  }
  return { ...now, losses, heldOut, best };
};
