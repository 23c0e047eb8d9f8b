export const P = (given, field) => nd.sub(1, nd.sigmoid(field.z));
