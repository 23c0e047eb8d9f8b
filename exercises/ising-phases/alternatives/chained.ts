// Everything by methods; the gradients are made of one helper, used for both layers.
export const forward = (p, X) => {
  const A1 = p.W1.matmul(X).add(p.b1).sigmoid();
  return { A1, A2: p.W2.matmul(A1).add(p.b2).sigmoid() };
};

export const loss = (p, X, Y) => {
  const { A2 } = forward(p, X);
  return nd.where(Y, A2, A2.neg().add(1)).log().mean().neg();
};

const layer = (delta, from) => [delta.matmul(from.T).div(from.shape[1]), delta.mean(1, true)];

export const backward = (p, X, Y) => {
  const { A1, A2 } = forward(p, X);
  const delta2 = A2.sub(Y);
  const delta1 = p.W2.T.matmul(delta2).mul(A1.sub(A1.square()));
  const [dW2, db2] = layer(delta2, A1);
  const [dW1, db1] = layer(delta1, X);
  return { dW1, db1, dW2, db2 };
};

export const train = (p, X, Y, { epochs, rate }) => {
  let now = p;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const g = backward(now, X, Y);
    now = Object.fromEntries(Object.entries(now).map(([name, value]) => [name, value.sub(g[`d${name}`].mul(rate))]));
  }
  return now;
};

export const decide = (Q) => Q.sub(0.5).sign().maximum(0);

export const accuracy = (Q, Y) => 1 - decide(Q).sub(Y).abs().mean().item();
