export const up = (given) => nd.log(nd.div(given.q, 0.5));
export const down = (given) => nd.log(nd.div(nd.sub(1, given.q), 0.5));
