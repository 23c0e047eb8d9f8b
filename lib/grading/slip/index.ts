/** Small typical mistakes as rows: what each makes of a right result. */

export {
  functionTexts,
  type Mutant,
  operatorMutants,
  plainCode,
  type SlipRow,
  slipMutants,
  slips,
} from "./code/index.ts";
export {
  type Known,
  type Related,
  type RelationCase,
  type RelationCases,
  relate,
  relationOf,
  type Seen,
} from "./relation/index.ts";
