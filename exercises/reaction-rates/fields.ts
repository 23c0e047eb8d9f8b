// Three reactions side by side. u is the scaled inverse temperature, y the decimal logarithm of the rate constant, r the residual.
const { clip, div, log, mean, mul, sign, sub } = nd;

export const u = (given) => div(1000, given.T);
export const v = (given, field) => div(sub(field.u, given.mean), given.std);
export const y = (given) => div(log(given.k), Math.log(10));
export const r = (given, field) => sub(given.yhat, field.y);

export const square = (given, field) => mul(2, field.r);
export const absolute = (given, field) => sign(field.r);
export const huber = (given, field) => clip(field.r, -given.d.item(), given.d.item());

export const gsquare = (given, field) => mean(field.square, 1, true);
export const ghuber = (given, field) => mean(field.huber, 1, true);

// No fields: what square, absolute and huber are the derivatives of, example by example.
export const squares = (given, field) => nd.square(field.r);
export const absolutes = (given, field) => nd.abs(field.r);
export const hubers = (given, field) => {
  const [size, d] = [nd.abs(field.r), given.d];
  return nd.where(nd.less(size, d), div(nd.square(field.r), 2), mul(d, sub(size, div(d, 2))));
};
