export { type EntryRelation, entryRelation, saysEnough, saysMuch } from "./entries.ts";
export { furtherMutants, type SheetValue } from "./further.ts";
export { furtherRelation } from "./further-entries.ts";
export { fieldMutants, mutantTables, mutantTexts, tablesOf } from "./mutants.ts";
