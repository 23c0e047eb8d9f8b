/** Small typical mistakes as rows: what each makes of a right result. */

export {
  authoredRepairs,
  evenly,
  exportedIn,
  functionAt,
  functionTexts,
  furtherRepairsOf,
  type Mutant,
  namesRead,
  ONCE_MORE,
  OTHER_DIVISOR,
  onlyExpression,
  operatorMutants,
  plainCode,
  plainFunctionAt,
  repairsOf,
  type SlipRow,
  slipMutants,
  slips,
} from "./code/index.ts";
export { type FormulaRow, formulaMutants, formulaRows, slipsOfFormula } from "./formula/index.ts";
export {
  type Known,
  multipleOf,
  type Related,
  type RelationCase,
  type RelationCases,
  relate,
  relatedTo,
  relationOf,
  type Seen,
  sameEverywhere,
} from "./relation/index.ts";
export {
  type EntryRelation,
  entryRelation,
  fieldMutants,
  furtherMutants,
  furtherRelation,
  mutantTables,
  mutantTexts,
  type SheetValue,
  saysEnough,
  saysMuch,
  tablesOf,
} from "./worksheet/index.ts";
