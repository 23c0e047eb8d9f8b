export const M = (given) => given.k;
