export const delta = (given, field) => nd.where(nd.less(nd.mul(given.y, field.s), 1), given.y, 0);
