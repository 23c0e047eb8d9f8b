// The mask made once and used in both directions; everything by methods, and the loss from the sums.
export const slope = (Z) => nd.where(nd.greater(Z, 0), 1, 0);
export const relu = (Z) => nd.mul(Z, slope(Z));

function pass(p, X) {
  const Z1 = p.W1.matmul(X).add(p.b1);
  const active = slope(Z1);
  const A1 = Z1.mul(active);
  const Z2 = p.W2.matmul(A1).add(p.b2);
  return { active, A1, Z2, A2: Z2.sigmoid() };
}

export const forward = (p, X) => pass(p, X);

export function loss(p, X, Y) {
  const { Z2 } = pass(p, X);
  const tail = nd.log(nd.add(1, nd.exp(nd.abs(Z2).neg())));
  return nd.maximum(Z2, 0).sub(Z2.mul(Y)).add(tail).mean();
}

export function backward(p, X, Y) {
  const { active, A1, A2 } = pass(p, X);
  const error = A2.sub(Y).div(Y.shape[1]);
  const hidden = p.W2.T.mul(error).mul(active);
  return { dW1: hidden.matmul(X.T), db1: hidden.sum(1, true), dW2: error.matmul(A1.T), db2: error.sum(1, true) };
}
