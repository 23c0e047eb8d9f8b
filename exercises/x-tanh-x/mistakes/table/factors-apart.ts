export const df = (given, field) => nd.sub(1, nd.square(field.t));
