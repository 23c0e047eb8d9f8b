type Params = { w: Tensor; b: Tensor };

// w is n×1, X is n×m, Y is 1×m of −1 and 1; examples are columns. The bias is subtracted.
export function forward(p: Params, X: Tensor) {
  const S = nd.matmul(p.w.T, X).sub(p.b);
  return { S, C: nd.sign(S) };
}

// The slope of each example's hinge at its score: 0 from the edge of the margin outwards.
export function signal(S: Tensor, Y: Tensor) {
  return nd.where(nd.less(Y.mul(S), 1), Y.neg(), 0);
}

// The mean hinge and the penalty on w.
export function loss(p: Params, X: Tensor, Y: Tensor, lambda: number) {
  const margins = Y.mul(forward(p, X).S);
  const hinge = nd.maximum(0, nd.sub(1, margins)).mean();
  return hinge.add(nd.square(p.w).sum().mul(lambda / 2)).item();
}

export function backward(p: Params, X: Tensor, Y: Tensor, lambda: number) {
  const delta = signal(forward(p, X).S, Y);
  const m = Math.max(1, nd.abs(delta).sum().item());
  const dw = nd.matmul(X, delta.T).div(m).add(p.w.mul(lambda));
  const db = delta.sum(1, true).div(m).neg();
  return { dw, db };
}

type Options = { epochs: number; rate: number; lambda: number };

export function train(p: Params, X: Tensor, Y: Tensor, { epochs, rate, lambda }: Options) {
  let { w, b } = p;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss({ w, b }, X, Y, lambda));
    progress(epoch, losses[epoch]);
    const { dw, db } = backward({ w, b }, X, Y, lambda);
    w = w.sub(dw.mul(rate));
    b = b.sub(db.mul(rate));
  }
  return { w, b, losses };
}
