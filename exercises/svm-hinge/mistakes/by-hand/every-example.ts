export const delta = (given) => nd.mul(-1, given.y);
