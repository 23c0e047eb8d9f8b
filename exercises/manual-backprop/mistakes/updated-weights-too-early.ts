export const da1 = (given, field) => {
  const dW2 = nd.matmul(field.dz2, field.a1.T);
  return nd.matmul(given.W2.sub(nd.mul(given.alpha, dW2)).T, field.dz2);
};
