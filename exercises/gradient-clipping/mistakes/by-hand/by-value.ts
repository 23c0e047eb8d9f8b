const cut = (given, name) => nd.maximum(nd.neg(given.c), nd.minimum(given.c, given[name]));
export const cW1 = (given) => cut(given, "dW1");
export const cb1 = (given) => cut(given, "db1");
export const cW2 = (given) => cut(given, "dW2");
export const cb2 = (given) => cut(given, "db2");
