export const s0 = (given, field) => nd.mul(field.s1, 0.25);
export const r0 = (given, field) => nd.mul(field.r1, 0.5);
