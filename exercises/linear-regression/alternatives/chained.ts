// Methods throughout; residuals and means made once each.
const residuals = (p, X, Y) => p.W.matmul(X).add(p.b).sub(Y);

export const forward = (p, X) => ({ Yhat: p.W.matmul(X).add(p.b) });
export const loss = (p, X, Y) => residuals(p, X, Y).square().mean();
export const backward = (p, X, Y) => {
  const r = residuals(p, X, Y);
  return { dW: X.mul(r).mean(1, true).T.mul(2), db: r.mean(1, true).mul(2) };
};

export function train(p, X, Y, { epochs, rate }) {
  const losses = [];
  const now = { W: p.W, b: p.b };
  while (losses.length < epochs) {
    losses.push(loss(now, X, Y).item());
    const { dW, db } = backward(now, X, Y);
    Object.assign(now, { W: now.W.sub(dW.mul(rate)), b: now.b.sub(db.mul(rate)) });
  }
  return { ...now, losses };
}
