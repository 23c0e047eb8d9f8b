// One chain of methods per quantity.
export const forward = (p, X) => {
  const A1 = p.W1.matmul(X).add(p.b1).tanh();
  return { A1, A2: p.W2.matmul(A1).add(p.b2).sigmoid() };
};

export const loss = (p, X, Y) => {
  const { A2 } = forward(p, X);
  return A2.log().mul(Y).add(A2.neg().add(1).log().mul(Y.neg().add(1))).sum().div(-X.shape[1]).item();
};

export const backward = (p, X, Y) => {
  const { A1, A2 } = forward(p, X);
  const output = A2.sub(Y).div(X.shape[1]);
  const hidden = A1.square().neg().add(1).mul(p.W2.T.matmul(output));
  return { dW1: hidden.matmul(X.T), db1: hidden.sum(1, true), dW2: output.matmul(A1.T), db2: output.sum(1, true) };
};

const stepped = (p, g, rate) => ({
  W1: p.W1.sub(g.dW1.mul(rate)),
  b1: p.b1.sub(g.db1.mul(rate)),
  W2: p.W2.sub(g.dW2.mul(rate)),
  b2: p.b2.sub(g.db2.mul(rate)),
});

export function train(p, X, Y, { epochs, rate }) {
  const examples = Array.from({ length: X.shape[1] }, (_, k) => [X.col(k, true), Y.col(k, true)]);
  const losses = [];
  let now = p;
  for (let epoch = 0; epoch < epochs; epoch++) {
    now = examples.reduce((q, [x, y]) => {
      losses.push(loss(q, x, y));
      return stepped(q, backward(q, x, y), rate);
    }, now);
  }
  return { ...now, losses };
}
