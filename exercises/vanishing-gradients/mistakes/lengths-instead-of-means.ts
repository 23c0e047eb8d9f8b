const root = Math.sqrt(0.5);
const shorter = (from) => (given, field) => nd.mul(field[from], root);
export const r4 = (given) => nd.mul(given.e, root);
export const r3 = shorter("r4");
export const r2 = shorter("r3");
export const r1 = shorter("r2");
