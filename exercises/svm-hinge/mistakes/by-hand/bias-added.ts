export const s = (given) => nd.matmul(given.w.T, given.x).add(given.b);
