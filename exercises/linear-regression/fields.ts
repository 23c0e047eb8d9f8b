// Examples are columns; each field is a function of what is given and of the fields before it.
const { mul, sub, square } = nd;

export const yhat = (given) => mul(given.w, given.x).add(given.b);
export const L = (given, field) => square(sub(field.yhat, given.y)).mean();
export const delta = (given, field) => mul(2, sub(field.yhat, given.y));
export const dw = (given, field) => mul(field.delta, given.x).mean();
export const db = (given, field) => field.delta.mean();
export const neww = (given, field) => sub(given.w, mul(given.alpha, field.dw));
export const newb = (given, field) => sub(given.b, mul(given.alpha, field.db));

// No field: what delta is the derivative of, example by example.
export const losses = (given, field) => square(sub(field.yhat, given.y));
