type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };

export function relu(Z: Tensor) {
  return nd.greater(Z, 0);
}

// 1 for an active unit, 0 for an inactive one and at the corner.
export function slope(Z: Tensor) {
  return nd.greater(Z, 0);
}

// X is n×m, Y is 1×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const Z1 = nd.matmul(p.W1, X).add(p.b1);
  const A1 = relu(Z1);
  const A2 = nd.sigmoid(nd.matmul(p.W2, A1).add(p.b2));
  return { Z1, A1, A2 };
}

// Binary cross-entropy, mean over the batch.
export function loss(p: Params, X: Tensor, Y: Tensor) {
  const { A2 } = forward(p, X);
  return Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).mean().neg().item();
}

export function backward(p: Params, X: Tensor, Y: Tensor) {
  const m = X.shape[1];
  const { Z1, A1, A2 } = forward(p, X);
  const dZ2 = A2.sub(Y);
  const dW2 = nd.matmul(dZ2, A1.T).div(m);
  const db2 = dZ2.sum(1, true).div(m);
  const dA1 = nd.matmul(p.W2.T, dZ2);
  const dZ1 = dA1.mul(slope(Z1));
  const dW1 = nd.matmul(dZ1, X.T).div(m);
  const db1 = dZ1.sum(1, true).div(m);
  return { dW1, db1, dW2, db2 };
}
