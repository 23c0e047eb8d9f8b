type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };
type Gradients = { dW1: Tensor; db1: Tensor; dW2: Tensor; db2: Tensor };

// X is n×m, Y is 1×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const Z1 = nd.matmul(p.W1, X).add(p.b1);
  const A1 = nd.sigmoid(Z1);
  const Z2 = nd.matmul(p.W2, A1).add(p.b2);
  const A2 = nd.sigmoid(Z2);
  return { A1, A2 };
}

// Squared error, mean over the batch.
export function loss(p: Params, X: Tensor, Y: Tensor) {
  const { A2 } = forward(p, X);
  return nd.square(A2.sub(Y)).mean().item();
}

export function backward(p: Params, X: Tensor, Y: Tensor) {
  const m = X.shape[1];
  const { A1, A2 } = forward(p, X);

  // output layer
  const dZ2 = A2.sub(Y).mul(2).mul(A2).mul(nd.sub(1, A2));
  const dW2 = nd.matmul(dZ2, A1.T).div(m);
  const db2 = dZ2.sum(1, true).div(m);

  // hidden layer
  const dA1 = nd.matmul(p.W2.T, dZ2);
  const dZ1 = dA1.mul(A1).mul(nd.sub(1, A1));
  const dW1 = nd.matmul(dZ1, X.T).div(m);
  const db1 = dZ1.sum(1, true).div(m);

  return { dW1, db1, dW2, db2 };
}

export function update(p: Params, g: Gradients, rate: number) {
  return {
    W1: p.W1.sub(g.dW1.mul(rate)),
    b1: p.b1.sub(g.db1.mul(rate)),
    W2: p.W2.sub(g.dW2.mul(rate)),
    b2: p.b2.sub(g.db2.mul(rate)),
  };
}

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate }: { epochs: number; rate: number }) {
  let now = p;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss(now, X, Y));
    progress(epoch, losses[epoch]);
    now = update(now, backward(now, X, Y), rate);
  }
  return { ...now, losses };
}
