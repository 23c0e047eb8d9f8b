export const hinge = (given, field) => nd.maximum(0, nd.mul(-1, nd.mul(given.y, field.s)));
export const delta = (given, field) => nd.where(nd.less(nd.mul(given.y, field.s), 0), nd.mul(-1, given.y), 0);
