export const df = (given, field) => nd.abs(nd.add(field.t, nd.mul(given.x, nd.sub(1, nd.square(field.t)))));
