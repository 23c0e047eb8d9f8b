type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };

// X is n×m (one snapshot per column), Y is 1×m.
export function forward(p: Params, X: Tensor) {
  const Z1 = nd.matmul(p.W1, X).add(p.b1);
  const A1 = nd.sigmoid(Z1);
  const Z2 = nd.matmul(p.W2, A1).add(p.b2);
  const A2 = nd.sigmoid(Z2);
  return { Z1, A1, Z2, A2 };
}

// Binary cross-entropy, mean over the batch.
export function loss(p: Params, X: Tensor, Y: Tensor) {
  const { A2 } = forward(p, X);
  return Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).mean().neg().item();
}

export function backward(p: Params, X: Tensor, Y: Tensor) {
  const m = X.shape[1];
  const { A1, A2 } = forward(p, X);

  // output layer
  const dZ2 = A2.sub(Y).div(m);
  const dW2 = nd.matmul(dZ2, A1.T);
  const db2 = dZ2.sum(1, true);

  // hidden layer
  const slope = A1.mul(nd.sub(1, A1));
  const dZ1 = nd.matmul(p.W2.T, dZ2).mul(slope);
  const dW1 = nd.matmul(dZ1, X.T);
  const db1 = dZ1.sum(1, true);

  return { dW1, db1, dW2, db2 };
}

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate }: { epochs: number; rate: number }) {
  let { W1, b1, W2, b2 } = p;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const now = { W1, b1, W2, b2 };
    losses.push(loss(now, X, Y));
    progress(epoch, losses[epoch]);
    const { dW1, db1, dW2, db2 } = backward(now, X, Y);
    W1 = W1.sub(dW1.mul(rate));
    b1 = b1.sub(db1.mul(rate));
    W2 = W2.sub(dW2.mul(rate));
    b2 = b2.sub(db2.mul(rate));
  }
  return { W1, b1, W2, b2, losses };
}

// Q is 1×m: the probability of class 1, as `A2` gives it.
export function decide(Q: Tensor) {
  return nd.greater_equal(Q, 0.5);
}

export function accuracy(Q: Tensor, Y: Tensor) {
  return nd.equal(decide(Q), Y).mean().item();
}
