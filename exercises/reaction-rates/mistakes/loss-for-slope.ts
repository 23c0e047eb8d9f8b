export const square = (given, field) => nd.square(field.r);
export const absolute = (given, field) => nd.abs(field.r);
export const huber = (given, field) => {
  const [size, d] = [nd.abs(field.r), given.d];
  return nd.where(nd.greater(size, d), nd.mul(d, nd.sub(size, nd.div(d, 2))), nd.div(nd.square(size), 2));
};
