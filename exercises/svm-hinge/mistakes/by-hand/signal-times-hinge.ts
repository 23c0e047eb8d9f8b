export const delta = (given, field) => nd.mul(nd.mul(-1, given.y), field.hinge);
