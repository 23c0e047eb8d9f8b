export const s4 = (given) => given.e;
export const s3 = (given, field) => field.s4;
export const s2 = (given, field) => field.s3;
export const s1 = (given, field) => field.s2;
export const factor = (given) => given.omega;
export const needed = () => nd.array([[1]]);
