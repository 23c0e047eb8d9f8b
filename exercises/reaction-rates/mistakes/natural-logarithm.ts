export const y = (given) => nd.log(given.k);
