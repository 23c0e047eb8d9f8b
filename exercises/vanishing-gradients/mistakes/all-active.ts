export const r4 = (given) => given.e;
export const r3 = (given, field) => field.r4;
export const r2 = (given, field) => field.r3;
export const r1 = (given, field) => field.r2;
