export const t1 = (given, field) => nd.mul(given.e, nd.pow(field.factor, 5));
