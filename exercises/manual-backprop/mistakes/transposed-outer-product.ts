export const dW1 = (given, field) => nd.matmul(given.x, field.dz1.T);
