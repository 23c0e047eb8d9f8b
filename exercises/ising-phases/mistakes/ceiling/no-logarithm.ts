export const up = (given) => nd.div(0.5, given.q);
export const down = (given) => nd.div(0.5, nd.sub(1, given.q));
