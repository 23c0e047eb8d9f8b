// The bias follows from errors that the new weight makes.
export const newb = (given, field) => {
  const errors = nd.mul(field.neww, given.x).add(given.b).sub(given.y);
  return nd.sub(given.b, nd.mul(given.alpha, errors.mul(2).mean()));
};
