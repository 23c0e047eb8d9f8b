export const delta = (given, field) => nd.mul(2, nd.sub(given.y, field.yhat));
