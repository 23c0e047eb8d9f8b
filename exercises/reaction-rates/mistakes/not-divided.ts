export const v = (given, field) => nd.sub(field.u, given.mean);
