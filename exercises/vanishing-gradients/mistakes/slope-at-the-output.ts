export const s4 = (given) => nd.mul(given.e, 0.0625);
export const r4 = (given) => nd.mul(given.e, 0.25);
