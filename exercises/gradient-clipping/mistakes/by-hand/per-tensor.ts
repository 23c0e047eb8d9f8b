const own = (given, name) => nd.mul(nd.minimum(1, nd.div(given.c, nd.norm(given[name]))), given[name]);
export const cW1 = (given) => own(given, "dW1");
export const cb1 = (given) => own(given, "db1");
export const cW2 = (given) => own(given, "dW2");
export const cb2 = (given) => own(given, "db2");
