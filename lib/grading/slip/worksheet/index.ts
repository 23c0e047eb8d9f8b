export { type EnteredField, type EntryRelation, entryRelation, saysEnough, significant } from "./entries.ts";
export { fieldMutants, mutantTables } from "./mutants.ts";
