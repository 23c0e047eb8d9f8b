export { type Case, type Cases, drawCase, drawProbe, isLeaf, resolveShape, withValues } from "./draw.ts";
export { type AuthorsFile, endedWords, type Unfinished } from "./ended.ts";
export { type Digits, parseNumber, significant, type TypedNumber, type Unreadable } from "./number.ts";
export * from "./public.ts";
export { seed32, sha256 } from "./sha256.ts";
export type {
  Check,
  CodePart,
  DerivationPart,
  Diagnosed,
  Exercise,
  ExerciseSpec,
  Part,
  PartKind,
  WorksheetPart,
} from "./spec.ts";
export { examples, parseTable } from "./table.ts";
export { drawVariant, PRINTED, type Variant } from "./variant.ts";
