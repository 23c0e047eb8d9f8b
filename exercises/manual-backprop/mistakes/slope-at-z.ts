const slope = (z) => nd.mul(z, nd.sub(1, z));
export const dz2 = (given, field) => nd.mul(field.da2, slope(field.z2));
export const dz1 = (given, field) => nd.mul(field.da1, slope(field.z1));
