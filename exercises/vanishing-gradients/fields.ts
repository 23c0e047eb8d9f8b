// A bound per layer for the sigmoid (weights of norm 1 times the largest slope), a mean per layer for ReLU (half of the slopes are 1).
const { div, mul, pow } = nd;
const largestSlope = 0.25;
const active = 0.5;

export const s4 = (given) => mul(given.e, largestSlope);
export const s3 = (given, field) => mul(field.s4, largestSlope);
export const s2 = (given, field) => mul(field.s3, largestSlope);
export const s1 = (given, field) => mul(field.s2, largestSlope);
export const s0 = (given, field) => field.s1;

export const r4 = (given) => mul(given.e, active);
export const r3 = (given, field) => mul(field.r4, active);
export const r2 = (given, field) => mul(field.r3, active);
export const r1 = (given, field) => mul(field.r2, active);
export const r0 = (given, field) => field.r1;

export const ratio = (given, field) => div(given.e, field.s1);
export const factor = (given) => mul(given.omega, largestSlope);
export const t1 = (given, field) => mul(given.e, pow(field.factor, 4));
export const needed = () => div(1, largestSlope);
