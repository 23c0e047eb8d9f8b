export const df = (given, field) => field.t;
