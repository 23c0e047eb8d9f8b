type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };
type Gradients = { dW1: Tensor; db1: Tensor; dW2: Tensor; db2: Tensor };

// X is n×m, Y is 1×m; examples are columns. The output is linear.
export function forward(p: Params, X: Tensor) {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  const A2 = nd.matmul(p.W2, A1).add(p.b2);
  return { A1, A2 };
}

// Mean squared error.
export function loss(p: Params, X: Tensor, Y: Tensor) {
  const { A2 } = forward(p, X);
  return nd.square(A2.sub(Y)).mean().item();
}

export function backward(p: Params, X: Tensor, Y: Tensor) {
  const m = X.shape[1];
  const { A1, A2 } = forward(p, X);
  const dZ2 = A2.sub(Y).mul(2);
  const dW2 = nd.matmul(dZ2, A1.T).div(m);
  const db2 = dZ2.sum(1, true).div(m);
  const dZ1 = nd.matmul(p.W2.T, dZ2).mul(nd.sub(1, nd.square(A1)));
  const dW1 = nd.matmul(dZ1, X.T).div(m);
  const db1 = dZ1.sum(1, true).div(m);
  return { dW1, db1, dW2, db2 };
}

// The length of the whole gradient belongs here.
export function norm(g: Gradients) {
  return 0;
}

// So far every gradient goes through as it is.
export function clip(g: Gradients, threshold: number) {
  return g;
}

type Options = { epochs: number; rate: number; threshold: number };

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate, threshold }: Options) {
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
