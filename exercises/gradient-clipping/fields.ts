// One factor for the whole gradient; each field is a function of what is given and of the fields before it.
const { mul, square } = nd;

export const length = ({ dW1, db1, dW2, db2 }) =>
  square(dW1).sum().add(square(db1).sum()).add(square(dW2).sum()).add(square(db2).sum()).sqrt();
export const factor = (given, field) => nd.minimum(1, nd.div(given.c, field.length));
export const cW1 = (given, field) => mul(field.factor, given.dW1);
export const cb1 = (given, field) => mul(field.factor, given.db1);
export const cW2 = (given, field) => mul(field.factor, given.dW2);
export const cb2 = (given, field) => mul(field.factor, given.db2);
export const calm = (given) => mul(nd.minimum(1, nd.div(given.c, nd.norm(given.h))), given.h);
