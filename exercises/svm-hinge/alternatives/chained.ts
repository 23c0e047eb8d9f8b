// Methods; a mask of the examples inside the margin, and the penalty as a shrinking of w in the step.
const scores = (p, X) => p.w.T.matmul(X).sub(p.b);
const inside = (S, Y) => S.mul(Y).less(1);

export const forward = (p, X) => {
  const S = scores(p, X);
  return { S, C: S.greater(0).mul(2).sub(1) };
};

export const signal = (S, Y) => inside(S, Y).mul(Y).mul(-1);

export const loss = (p, X, Y, lambda) =>
  nd.relu(scores(p, X).mul(Y).neg().add(1)).mean().item() + (lambda / 2) * p.w.square().sum().item();

const pull = (p, X, Y) => {
  const delta = signal(scores(p, X), Y).div(Y.shape[1]);
  return { dw: X.matmul(delta.T), db: delta.sum(1, true).neg() };
};

export const backward = (p, X, Y, lambda) => {
  const { dw, db } = pull(p, X, Y);
  return { dw: dw.add(p.w.mul(lambda)), db };
};

export const train = (p, X, Y, { epochs, rate, lambda }) => {
  let now = { w: p.w, b: p.b };
  const losses = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    losses.push(loss(now, X, Y, lambda));
    const { dw, db } = pull(now, X, Y);
    now = { w: now.w.mul(1 - rate * lambda).sub(dw.mul(rate)), b: now.b.sub(db.mul(rate)) };
  }
  return { ...now, losses };
};
