export const calm = (given) => nd.mul(nd.div(given.c, nd.norm(given.h)), given.h);
