export const up = (given) => nd.log(nd.div(0.5, given.q)).div(Math.log(10));
export const down = (given) => nd.log(nd.div(0.5, nd.sub(1, given.q))).div(Math.log(10));
