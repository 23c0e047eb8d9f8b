export const absolute = (given, field) => nd.ones_like(field.r);
export const huber = (given, field) => nd.minimum(nd.abs(field.r), given.d);
