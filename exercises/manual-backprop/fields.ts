// Each field is a function of what is given and of the fields before it. Columns are examples.
const { matmul, sub, mul, square, sigmoid } = nd;
const slope = (a) => mul(a, sub(1, a));

export const z1 = (given) => matmul(given.W1, given.x).add(given.b1);
export const a1 = (given, field) => sigmoid(field.z1);
export const z2 = (given, field) => matmul(given.W2, field.a1).add(given.b2);
export const a2 = (given, field) => sigmoid(field.z2);
export const L = (given, field) => square(sub(field.a2, given.y));

export const da2 = (given, field) => mul(2, sub(field.a2, given.y));
export const dz2 = (given, field) => mul(field.da2, slope(field.a2));
export const da1 = (given, field) => matmul(given.W2.T, field.dz2);
export const dz1 = (given, field) => mul(field.da1, slope(field.a1));

export const dW1 = (given, field) => matmul(field.dz1, given.x.T);
export const db1 = (given, field) => field.dz1;
export const dW2 = (given, field) => matmul(field.dz2, field.a1.T);
export const db2 = (given, field) => field.dz2;

const step = (parameter, gradient) => (given, field) => sub(given[parameter], mul(given.alpha, field[gradient]));
export const newW1 = step("W1", "dW1");
export const newb1 = step("b1", "db1");
export const newW2 = step("W2", "dW2");
export const newb2 = step("b2", "db2");
