export const w = (given, field) => nd.sub(field.up, field.down);
