export const length = ({ dW1, db1, dW2, db2 }) => {
  const squares = [dW1, db1, dW2, db2].map((one) => nd.square(one).sum().item());
  return nd.array([[squares.reduce((sum, one) => sum + one)]]);
};
