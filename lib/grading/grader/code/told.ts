import type { Diagnosis } from "#lib/core/report.ts";
import type { Runner } from "#lib/core/runner.ts";
import type { CodePart, Exercise } from "../../exercise/index.ts";
import { slips as ORDER } from "../../slip/index.ts";
import type { Explanation, KnownSlip } from "./explain.ts";

/** Whose answer is explained, and where it may run. */
export type AnswerPlace = {
  readonly runner: Runner;
  readonly exercise: Exercise;
  readonly part: CodePart;
  /** The answer's own text. */
  readonly source: string;
};

/** A diagnosis before it is reported; `lines`: where a change would make the answer right, where that is on several lines. */
export type Told = Diagnosis & { readonly lines?: readonly number[] };

/** Before names of slips that compute the same: which of them an answer has, its numbers do not say. */
export const SAME_NUMBERS = " Other slips give the same numbers: ";

/** Names told at once, where several slips compute the same. */
const TOLD = 3;

/** Slips of which one takes back what the other does: together they compute something, and nobody made both. */
const OPPOSITE: readonly (readonly [string, string])[] = [
  ["mean-left-out", "mean-twice"],
  ["sum-for-mean", "mean-twice"],
  ["sum-for-mean", "mean-for-sum"],
  ["mean-left-out", "mean-once-more"],
  ["sum-for-mean", "mean-once-more"],
  ["lambda-without-m", "lambda-over-m"],
  ["mean-for-sum", "mean-twice"],
  ["lambda-without-m", "lambda-over-m-twice"],
  ["entrywise-for-matmul", "matmul-for-entrywise"],
  ["slope-at-z", "slope-at-a"],
  ["mean-left-out", "mean-for-sum"],
  ["two-left-out", "two-extra"],
  ["half-left-out", "half-extra"],
  ["two-extra", "half-extra"],
  ["two-left-out", "two-too-many"],
  ["half-left-out", "half-too-many"],
  ["half-extra", "two-too-many"],
  ["two-extra", "half-too-many"],
  ["two-too-many", "half-too-many"],
  ["two-left-out", "half-left-out"],
  ["lambda-doubled", "lambda-halved"],
  ["minus-left-out", "minus-extra"],
  ["plus-for-minus", "minus-for-plus"],
  ["difference-exchanged", "target-exchanged"],
  ["transpose-left-out", "transpose-extra"],
  ["square-left-out", "root-extra"],
];

export function undoOneAnother(reasons: readonly Explanation[]): boolean {
  const [first, second] = reasons.map((reason) => inOrder(reason)[0]?.slip.id);
  return first !== undefined && second !== undefined && isOpposite(first, second);
}

/** Of which the text of an answer can show one only. */
const isOpposite = (one: string, other: string): boolean =>
  OPPOSITE.some(([a, b]) => (a === one && b === other) || (a === other && b === one));

/**
 * One slip in words; names of others that compute the same, and of a second slip, stand beside it. `ordered`: the likeliest is given
 * first.
 */
export function toDiagnosis(reasons: readonly Explanation[], ordered = false): Diagnosis | null {
  const rows = reasons.map((reason) => [
    ...new Map((ordered ? reason : inOrder(reason)).map(({ slip }) => [slip.name, slip])).values(),
  ]);
  const first = rows[0]?.[0];
  if (first === undefined) return null;
  const [primary, ...alike] = rows
    .map(([row]) => row)
    .filter((row, i, all) => all.findIndex((other) => other?.name === row?.name) === i);
  const heads = [primary, ...alike].flatMap((row) => (row === undefined ? [] : [row]));
  const same = rows
    // Of changes of one text that do as well the first is told: the others are not what stands there.
    .flatMap(([head, ...others]) =>
      others
        .filter(
          (row) =>
            ORDER.includes(row) &&
            row.isGeneral !== true &&
            !(ordered && head !== undefined && isOpposite(head.id, row.id)),
        )
        .map(({ name }) => name),
    )
    .filter((name, i, all) => all.indexOf(name) === i && !heads.some((row) => row.name === name))
    .filter(() => first.isSeen !== true);
  const also =
    same.length === 0
      ? ""
      : `${SAME_NUMBERS}${same.slice(0, TOLD - 1).join("; ")}${same.length >= TOLD ? "; and others" : ""}.`;
  return {
    id: `slip:${heads.map(({ id }) => id).join("+")}`,
    name: heads.map(({ name }) => name).join(", and "),
    says: `${heads.map(({ says }) => says).join(" And: ")}${also}`,
    next: first.next,
    lesson: first.lesson,
    at: null,
  };
}

/** As the table lists them, the more telling first; what only a change of the answer itself tells comes last. */
export const inOrder = (reason: Explanation): Explanation => [...reason].sort((a, b) => rankOf(a) - rankOf(b));

export function rankOf({ slip }: KnownSlip): number {
  const at = ORDER.indexOf(slip);
  return at < 0 ? ORDER.length : at;
}
