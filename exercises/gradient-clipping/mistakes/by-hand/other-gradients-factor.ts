export const calm = (given, field) => nd.mul(field.factor, given.h);
