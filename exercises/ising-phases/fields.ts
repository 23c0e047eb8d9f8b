// Log-odds of disorder against order for 16 independent spins; an ordered spin is up with probability q, a disordered one with 1/2.
const { add, div, log, mul, sub } = nd;
const spins = 16;

export const up = (given) => log(div(0.5, given.q));
export const down = (given) => log(div(0.5, sub(1, given.q)));
export const w = (given, field) => div(sub(field.up, field.down), 2);
export const b = (given, field) => mul(spins / 2, add(field.up, field.down));

export const M = (given) => sub(mul(2, given.k), spins);
export const z = (given, field) => add(mul(field.w, field.M), field.b);
export const P = (given, field) => nd.sigmoid(field.z);
export const kc = (given, field) => div(mul(spins, field.down), sub(field.down, field.up));
