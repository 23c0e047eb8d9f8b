export const ratio = (given, field) => nd.div(field.s1, given.e);
