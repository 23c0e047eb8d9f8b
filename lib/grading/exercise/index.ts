export { type Case, type Cases, drawCase, drawProbe, isLeaf, resolveShape } from "./draw.ts";
export { parseNumber, type TypedNumber, type Unreadable } from "./number.ts";
export * from "./public.ts";
export { seed32, sha256 } from "./sha256.ts";
export type {
  Check,
  ChoicePart,
  CodePart,
  DerivationPart,
  Diagnosed,
  Exercise,
  ExerciseSpec,
  Part,
  PartKind,
  TextPart,
  WorksheetPart,
} from "./spec.ts";
export { examples, parseTable, type Table } from "./table.ts";
export { drawVariant, PRINTED, type Variant } from "./variant.ts";
