export const z1 = (given) => nd.matmul(given.W1, given.x);
export const z2 = (given, field) => nd.matmul(given.W2, field.a1);
