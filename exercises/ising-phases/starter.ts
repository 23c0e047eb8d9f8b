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
  const { A1, A2 } = forward(p, X);

  // Your gradients go here: means over the batch, each with the shape of its parameter.
  const dW1 = nd.zeros_like(p.W1);
  const db1 = nd.zeros_like(p.b1);
  const dW2 = nd.zeros_like(p.W2);
  const db2 = nd.zeros_like(p.b2);

  return { dW1, db1, dW2, db2 };
}

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate }: { epochs: number; rate: number }) {
  let { W1, b1, W2, b2 } = p;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss({ W1, b1, W2, b2 }, X, Y));
    progress(epoch, losses[epoch]);
    // One step downhill goes here.
  }
  return { W1, b1, W2, b2, losses };
}

// Q is 1×m: the probability of class 1, as `A2` gives it.
export function decide(Q: Tensor) {
  return nd.zeros_like(Q);
}

export function accuracy(Q: Tensor, Y: Tensor) {
  return 0;
}
