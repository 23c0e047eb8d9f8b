// Methods; targets as signs, so that one form of the cost serves both classes.
const scores = (p, X) => p.W.matmul(X).add(p.b);

export const forward = (p, X) => {
  const S = scores(p, X);
  return { S, Yhat: S.neg().exp().add(1).pow(-1) };
};

export const costs = (S, Y) => {
  const against = S.mul(Y.mul(2).sub(1)).neg();
  return nd.relu(against).add(against.abs().neg().exp().add(1).log());
};

export const loss = (p, X, Y) => costs(scores(p, X), Y).mean();

export const backward = (p, X, Y) => {
  const delta = scores(p, X).sigmoid().sub(Y).div(Y.shape[1]);
  return { dW: delta.matmul(X.T), db: delta.sum() };
};

export const train = (p, X, Y, { epochs, rate }) => {
  const run = { W: p.W, b: p.b, losses: [] };
  for (let epoch = 0; epoch < epochs; epoch++) {
    run.losses.push(loss(run, X, Y).item());
    const { dW, db } = backward(run, X, Y);
    run.W = run.W.sub(dW.mul(rate));
    run.b = run.b.sub(db.mul(rate));
  }
  return run;
};
