const step = (parameter, gradient) => (given, field) => given[parameter].add(nd.mul(given.alpha, field[gradient]));
export const newW1 = step("W1", "dW1");
export const newb1 = step("b1", "db1");
export const newW2 = step("W2", "dW2");
export const newb2 = step("b2", "db2");
