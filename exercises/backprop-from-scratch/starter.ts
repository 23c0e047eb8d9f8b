type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };
type Gradients = { dW1: Tensor; db1: Tensor; dW2: Tensor; db2: Tensor };

// X is n×m, Y is 1×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const A2 = nd.full([1, X.shape[1]], 0.5); // two layers belong here
  return { A2 };
}

// Binary cross-entropy, mean over the batch.
export function loss(p: Params, X: Tensor, Y: Tensor) {
  return 0;
}

export function backward(p: Params, X: Tensor, Y: Tensor): Gradients {
  return {
    dW1: nd.zeros_like(p.W1),
    db1: nd.zeros_like(p.b1),
    dW2: nd.zeros_like(p.W2),
    db2: nd.zeros_like(p.b2),
  };
}

// The parameters after one step of gradient descent.
export function update(p: Params, g: Gradients, rate: number): Params {
  return p;
}

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate }: { epochs: number; rate: number }) {
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(0); // loss, backward and update belong here
  }
  return { ...p, losses };
}
