/**
 * NumPy's longer names of operations of `nd` that have a short one here, as functions and, where the operation is one, as methods. An answer
 * may use either.
 */
export const ND_SYNONYMS: { readonly [name: string]: string } = {
  subtract: "sub",
  multiply: "mul",
  divide: "div",
  true_divide: "div",
  power: "pow",
  negative: "neg",
  absolute: "abs",
  concatenate: "concat",
  amax: "max",
  amin: "min",
};
