type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };
type Options = { epochs: number; rate: number; held: number };

// X is n×m, Y is 1×m; examples are columns.
// The hidden layer is still a sigmoid: bring your own tanh layer, here and in `backward`.
export function forward(p: Params, X: Tensor) {
  const A1 = nd.sigmoid(nd.matmul(p.W1, X).add(p.b1));
  const A2 = nd.sigmoid(nd.matmul(p.W2, A1).add(p.b2));
  return { A1, A2 };
}

export function loss(p: Params, X: Tensor, Y: Tensor) {
  const { A2 } = forward(p, X);
  return Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).mean().neg().item();
}

export function backward(p: Params, X: Tensor, Y: Tensor) {
  const { A1, A2 } = forward(p, X);
  const m = X.shape[1];
  const dZ2 = A2.sub(Y).div(m);
  const dW2 = nd.matmul(dZ2, A1.T);
  const db2 = dZ2.sum(1, true);
  const dZ1 = nd.matmul(p.W2.T, dZ2).mul(A1).mul(nd.sub(1, A1));
  const dW1 = nd.matmul(dZ1, X.T);
  const db1 = dZ1.sum(1, true);
  return { dW1, db1, dW2, db2 };
}

export function count(p: Params) {
  return 0;
}

// So far this trains on all examples and knows of one curve only.
export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate, held }: Options) {
  let { W1, b1, W2, b2 } = p;
  const losses: number[] = [];
  const heldOut: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const now = { W1, b1, W2, b2 };
    losses.push(loss(now, X, Y));
    progress(epoch, losses[epoch]);
    const g = backward(now, X, Y);
    W1 = W1.sub(g.dW1.mul(rate));
    b1 = b1.sub(g.db1.mul(rate));
    W2 = W2.sub(g.dW2.mul(rate));
    b2 = b2.sub(g.db2.mul(rate));
  }
  return { W1, b1, W2, b2, losses, heldOut, best: 0 };
}
