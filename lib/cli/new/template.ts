import type { PartKind } from "#lib/grading/exercise/index.ts";
import type { Question } from "./ask.ts";

/** A question of one part kind: every one has a usual answer, so that a folder can be had without any. */
export type KindQuestion<T> = Question<T> & { readonly usual: string };

/** Gives the answer to a question: typed, said as an option, or the usual one. */
export type Asked = <T>(question: KindQuestion<T>) => Promise<T>;

/** One part of a new exercise: the part as rows of exercise.yaml, its paragraph of the statement, its files. */
export type Made = {
  /** The part, indented by two blanks, with a line break at its end. */
  readonly part: string;
  readonly statement: string;
  readonly shapes: { readonly [symbol: string]: string };
  readonly files: { readonly [path: string]: string };
};

/** What `nablab new` writes for one part kind, and what it asks for that. */
export type Template = {
  readonly kind: PartKind;
  /** What the student gives, as the wizard says it. */
  readonly gives: string;
  readonly make: (asked: Asked) => Promise<Made>;
};
