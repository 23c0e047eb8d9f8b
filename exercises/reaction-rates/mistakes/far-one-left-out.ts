// The mean over those reactions alone that the Huber loss takes as squares.
export const ghuber = (given, field) => {
  const near = nd.less(nd.abs(field.r), given.d);
  return nd.div(nd.mul(near, field.huber).sum(), near.sum());
};
