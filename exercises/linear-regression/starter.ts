type Params = { W: Tensor; b: Tensor };

// W is 1×n, X is n×m, Y is 1×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const Yhat = nd.zeros([1, X.shape[1]]); // the weighted sum and its bias belong here
  return { Yhat };
}

// Mean squared error, without a factor one half.
export function loss(p: Params, X: Tensor, Y: Tensor) {
  return 0;
}

export function backward(p: Params, X: Tensor, Y: Tensor) {
  const dW = nd.zeros_like(p.W);
  const db = nd.zeros_like(p.b);
  return { dW, db };
}

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate }: { epochs: number; rate: number }) {
  let { W, b } = p;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss({ W, b }, X, Y));
    progress(epoch, losses[epoch]);
    // one step downhill belongs here
  }
  return { W, b, losses };
}
