export { authoredRepairs } from "./authored.ts";
export { evenly, type Mutant, rowMutants, slipMutants } from "./mutants.ts";
export { operatorMutants } from "./operators.ts";
export { ONCE_MORE, OTHER_DIVISOR } from "./repairs/too-many.ts";
export { furtherRepairsOf, repairsOf } from "./repairs.ts";
export { atNodes, atOperations, instead, type SlipRow } from "./row.ts";
export { slips } from "./rows.ts";
export {
  exportedIn,
  functionAt,
  functionTexts,
  namesRead,
  onlyExpression,
  plainCode,
  plainFunctionAt,
  statementsIn,
} from "./texts.ts";
