export const r = (given, field) => nd.sub(field.y, given.yhat);
