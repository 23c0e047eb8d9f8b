export const b = (given, field) => nd.add(field.up, field.down).div(2);
