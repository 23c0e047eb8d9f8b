/**
 * Formulas of matrix calculus as a student types them: read, given a shape, shown, evaluated and compared.
 *
 * Products, ⊙ and quotients share one level and are read from left to right: `W2^T d .* s x^T` is ((W2ᵀ d) ⊙ s) xᵀ.
 * `@` and standing side by side are the matrix product, or a scaling where one side is a number or 1×1; `.*` and ⊙
 * multiply entry by entry; `*` does so where both sides have one size, as in NumPy, and is the matrix product elsewhere. `^` raises entries to a power (not for square matrices, where it could mean two things); `^T`
 * transposes. A number may be added to every entry, a column to every column of a matrix with as many rows.
 */
export type { Host } from "#lib/engine/tensor/index.ts";
export { differentiate } from "./differentiate.ts";
export { type Activation, activations } from "./entrywise.ts";
export { areEqual, type Equality, equalAt, POINTS } from "./equal.ts";
export { type Environment, evaluate } from "./evaluate.ts";
export { type ExplainedOperand, type Explanation, explain, shapeStory } from "./explain.ts";
export type { Formula, FormulaNode, FormulaProblem, Shape, Span } from "./formula.ts";
export { children, isConstant, isNotation, nodes } from "./formula.ts";
export { functionNames } from "./functions.ts";
export { symbolTex, symbolWords } from "./names.ts";
export {
  canonicalName,
  type Drawing,
  define,
  drawPoint,
  type Network,
  type NetworkProblem,
  type ReadNetwork,
  readNetwork,
} from "./network.ts";
export { parse } from "./parse.ts";
export { parseIn } from "./parse-in.ts";
export type { Relation } from "./relation.ts";
export type { Synonyms } from "./resolve.ts";
export { inferShape } from "./shape.ts";
export { sameShape, shapeWords } from "./shape-rules.ts";
export type { Shapes } from "./shapes.ts";
export { fits, lineSynonyms, namesOf, type ReadSteps, readSteps, type Step } from "./steps.ts";
export { occursIn, substitute } from "./substitute.ts";
export { findWitness, type Witness, type WitnessValue } from "./witness.ts";
export { nodeTex, nodeWords, toTex } from "./write.ts";
