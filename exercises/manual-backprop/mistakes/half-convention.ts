export const L = (given, field) => nd.square(field.a2.sub(given.y)).mul(0.5);
export const da2 = (given, field) => field.a2.sub(given.y);
