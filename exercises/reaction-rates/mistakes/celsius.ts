export const u = (given) => nd.div(1000, nd.sub(given.T, 273.15));
