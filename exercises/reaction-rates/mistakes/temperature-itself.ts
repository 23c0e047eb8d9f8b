export const u = (given) => nd.div(given.T, 1000);
