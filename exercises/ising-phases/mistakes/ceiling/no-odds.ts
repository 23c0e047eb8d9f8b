export const up = (given) => nd.log(given.q);
export const down = (given) => nd.log(nd.sub(1, given.q));
