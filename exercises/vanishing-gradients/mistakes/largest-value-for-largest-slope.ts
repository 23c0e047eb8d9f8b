const half = (from) => (given, field) => nd.mul(field[from], 0.5);
export const s4 = (given) => nd.mul(given.e, 0.5);
export const s3 = half("s4");
export const s2 = half("s3");
export const s1 = half("s2");
export const factor = (given) => nd.mul(given.omega, 0.5);
export const needed = () => nd.array([[2]]);
