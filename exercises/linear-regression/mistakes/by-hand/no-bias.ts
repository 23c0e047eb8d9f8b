export const yhat = (given) => nd.mul(given.w, given.x);
