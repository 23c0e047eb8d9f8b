export const dz2 = (given, field) => field.da2;
export const dz1 = (given, field) => field.da1;
