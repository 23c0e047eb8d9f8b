export const square = (given, field) => field.r;
