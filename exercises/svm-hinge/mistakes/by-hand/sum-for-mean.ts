export const dw = (given, field) => nd.matmul(given.x, field.delta.T);
export const db = (given, field) => nd.mul(-1, field.delta.sum());
