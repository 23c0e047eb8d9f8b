export const hinge = (given, field) => nd.sub(1, nd.mul(given.y, field.s));
