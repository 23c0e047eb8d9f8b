type Params = { W: Tensor; b: Tensor };

// W is 1×n, X is n×m, Y is 1×m; examples are columns.
export function forward(p: Params, X: Tensor) {
  const S = nd.matmul(p.W, X).add(p.b);
  return { S, Yhat: nd.sigmoid(S) };
}

// The cross-entropy of each example.
export function costs(S: Tensor, Y: Tensor) {
  return nd.log(nd.add(1, nd.exp(S))).sub(Y.mul(S));
}

export function loss(p: Params, X: Tensor, Y: Tensor) {
  return costs(forward(p, X).S, Y).mean().item();
}

export function backward(p: Params, X: Tensor, Y: Tensor) {
  const m = X.shape[1];
  const delta = forward(p, X).Yhat.sub(Y);
  const dW = nd.matmul(delta, X.T).div(m);
  const db = delta.sum(1, true).div(m);
  return { dW, db };
}

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate }: { epochs: number; rate: number }) {
  let { W, b } = p;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss({ W, b }, X, Y));
    progress(epoch, losses[epoch]);
    const { dW, db } = backward({ W, b }, X, Y);
    W = W.sub(dW.mul(rate));
    b = b.sub(db.mul(rate));
  }
  return { W, b, losses };
}
