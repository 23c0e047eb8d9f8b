export const length = ({ dW1, db1, dW2, db2 }) => {
  const lengths = [dW1, db1, dW2, db2].map((one) => nd.norm(one).item());
  return nd.array([[lengths.reduce((sum, one) => sum + one)]]);
};
