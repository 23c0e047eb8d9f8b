type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };

// X is n×m, Y is k×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  const A2 = nd.matmul(p.W2, A1).add(p.b2);
  return { A1, A2 };
}

// Squared error, weighted by output, summed over the outputs, mean over the examples.
export function loss(p: Params, X: Tensor, Y: Tensor, c: Tensor) {
  const { A2 } = forward(p, X);
  return nd.square(A2.sub(Y)).mul(c).sum().item();
}

export function backward(p: Params, X: Tensor, Y: Tensor, c: Tensor) {
  const { A1, A2 } = forward(p, X);
  const dA2 = A2.sub(Y).mul(c).mul(2);
  const dW2 = nd.matmul(dA2, A1.T);
  const db2 = dA2.sum(1, true);
  const dZ1 = nd.matmul(p.W2.T, dA2).mul(nd.sub(1, nd.square(A1)));
  const dW1 = nd.matmul(dZ1, X.T);
  const db1 = dZ1.sum(1, true);
  return { dW1, db1, dW2, db2 };
}

// Mean and standard deviation of each output.
export function scales(Y: Tensor) {
  const mean = Y.mean(1, true);
  const std = nd.sqrt(nd.square(Y.sub(mean)).mean(1, true));
  return { mean, std };
}

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate }: { epochs: number; rate: number }) {
  const { mean, std } = scales(Y);
  const T = Y.sub(mean).div(std);
  const c = nd.ones_like(mean);
  let { W1, b1, W2, b2 } = p;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const now = { W1, b1, W2, b2 };
    losses.push(loss(now, X, T, c));
    progress(epoch, losses[epoch]);
    const g = backward(now, X, T, c);
    W1 = W1.sub(g.dW1.mul(rate));
    b1 = b1.sub(g.db1.mul(rate));
    W2 = W2.sub(g.dW2.mul(rate));
    b2 = b2.sub(g.db2.mul(rate));
  }
  // back to the units of Y: rows of W2 and b2 are stretched, and b2 is moved
  return { W1, b1, W2: W2.mul(std), b2: b2.mul(std).add(mean), losses };
}
