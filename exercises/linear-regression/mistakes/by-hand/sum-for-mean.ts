export const L = (given, field) => nd.square(field.yhat.sub(given.y)).sum();
export const dw = (given, field) => field.delta.mul(given.x).sum();
export const db = (given, field) => field.delta.sum();
