import type { PartKind } from "#lib/grading/exercise/index.ts";

/** What `nablab new` writes for one part kind: the part as rows of exercise.yaml, its paragraph of the statement, its files. */
export type Template = {
  readonly kind: PartKind;
  /** What the student gives, as the wizard says it. */
  readonly gives: string;
  /** The part, indented by two blanks, with a line break at its end. */
  readonly part: string;
  readonly statement: string;
  readonly shapes: { readonly [symbol: string]: string };
  readonly files: { readonly [path: string]: string };
};
