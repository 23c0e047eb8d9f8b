export const f = (given, field) => nd.mul(nd.abs(given.x), field.t);
