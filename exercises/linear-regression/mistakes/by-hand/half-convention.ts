export const L = (given, field) => nd.square(field.yhat.sub(given.y)).mean().mul(0.5);
export const delta = (given, field) => field.yhat.sub(given.y);
