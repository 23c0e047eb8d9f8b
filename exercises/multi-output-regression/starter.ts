type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };

// X is n×m, Y is k×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  // The output layer goes here.
  const A2 = nd.zeros(p.W2.shape[0], X.shape[1]);
  return { A1, A2 };
}

export function loss(p: Params, X: Tensor, Y: Tensor, c: Tensor) {
  return 0;
}

export function backward(p: Params, X: Tensor, Y: Tensor, c: Tensor) {
  const dW1 = nd.zeros_like(p.W1);
  const db1 = nd.zeros_like(p.b1);
  const dW2 = nd.zeros_like(p.W2);
  const db2 = nd.zeros_like(p.b2);
  return { dW1, db1, dW2, db2 };
}

export function scales(Y: Tensor) {
  return { mean: nd.zeros(Y.shape[0], 1), std: nd.ones(Y.shape[0], 1) };
}

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate }: { epochs: number; rate: number }) {
  const losses: number[] = [];
  return { ...p, losses };
}
