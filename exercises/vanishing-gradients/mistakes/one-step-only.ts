export const ratio = (given, field) => nd.div(given.e, field.s4);
export const t1 = (given, field) => nd.mul(given.e, field.factor);
