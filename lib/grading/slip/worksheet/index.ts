export { type EntryRelation, entryRelation, saysEnough } from "./entries.ts";
export { fieldMutants, mutantTables } from "./mutants.ts";
