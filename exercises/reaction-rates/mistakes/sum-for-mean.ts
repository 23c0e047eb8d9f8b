export const gsquare = (given, field) => nd.sum(field.square, 1, true);
export const ghuber = (given, field) => nd.sum(field.huber, 1, true);
