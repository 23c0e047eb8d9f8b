export const db = (given, field) => field.delta.mean();
