export const neww = (given, field) => nd.add(given.w, nd.mul(given.alpha, field.dw));
export const newb = (given, field) => nd.add(given.b, nd.mul(given.alpha, field.db));
