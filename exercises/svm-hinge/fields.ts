// Examples are columns; each field is a function of what is given and of the fields before it.
const { matmul, mul, sub } = nd;

export const s = (given) => matmul(given.w.T, given.x).sub(given.b);
export const hinge = (given, field) => nd.maximum(0, sub(1, mul(given.y, field.s)));
export const delta = (given, field) => nd.where(nd.less(mul(given.y, field.s), 1), mul(-1, given.y), 0);
export const dw = (given, field) => matmul(given.x, field.delta.T).div(4);
export const db = (given, field) => mul(-1, field.delta.mean());
export const neww = (given, field) => sub(given.w, mul(given.alpha, field.dw));
export const newb = (given, field) => sub(given.b, mul(given.alpha, field.db));

// No field: what dw and db are the derivatives of.
export const loss = (given, field) => field.hinge.mean();
