export const factor = (given, field) => nd.div(field.length, given.c);
