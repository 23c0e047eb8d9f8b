export const dw = (given, field) => field.delta.mean();
