import type { Answer } from "#lib/core/answer.ts";
import type { RunPart } from "#lib/core/report.ts";
import { fail, ok, type Result } from "#lib/core/result.ts";
import type { Runner, SourcePlace } from "#lib/core/runner.ts";
import { type Exercise, publicExercise } from "../exercise/index.ts";
import { gradePublic } from "./public-run.ts";
import { publishExamples } from "./publish.ts";
import { readSheet } from "./worksheet/read.ts";

/** Why Submit takes no answer yet: which part, which cell or line, and what to do. Nothing is recorded then. */
export type Refusal = {
  readonly partId: string;
  /** Worksheet field or line of a derivation. */
  readonly field: string | null;
  readonly message: string;
  readonly at: SourcePlace | null;
};

/**
 * What Submit refuses before the first hidden check: cells and lines that cannot be read, code that does not parse or load, a public
 * check (training aside) that does not run through. It costs no attempt. Empty parts are no reason to refuse.
 */
export async function precheck(
  exercise: Exercise,
  answer: Answer,
  runner: Runner,
): Promise<Result<null, readonly Refusal[]>> {
  const shown = publicExercise(exercise, await publishExamples(exercise, runner));
  const answered = Object.entries(answer).filter(([, part]) => part.kind !== "code" || part.source.trim() !== "");
  const run = await gradePublic(shown, Object.fromEntries(answered), runner, { withoutTraining: true });
  const refusals = [...run.parts.flatMap(refusalsOf), ...unreadableCells(exercise, answer)];
  return refusals.length === 0 ? ok(null) : fail(refusals);
}

function refusalsOf({ id, run, checks, reading }: RunPart): Refusal[] {
  if (run !== null) return [{ partId: id, field: null, message: run.message, at: run.at }];
  const stopped = checks.flatMap((check) =>
    check.run === null ? [] : [{ partId: id, field: null, message: check.message, at: check.run.at }],
  );
  const lines = Object.entries(reading).flatMap(([field, read]) =>
    read.kind === "formula" && !read.readable && read.message !== null && read.column !== null && !isEmpty(read.message)
      ? [{ partId: id, field, message: withColumn(read.message, read.column), at: null }]
      : [],
  );
  return [...stopped.slice(0, 1), ...lines];
}

const withColumn = (message: string, column: number): string =>
  message.includes(`column ${column} `) ? message : `${message} Column ${column}.`;

const isEmpty = (message: string): boolean => message.startsWith("Nothing is typed");

function unreadableCells({ spec }: Exercise, answer: Answer): Refusal[] {
  return spec.parts.flatMap((part) => {
    const given = answer[part.id];
    if (part.kind !== "worksheet" || given?.kind !== "worksheet") return [];
    return Object.entries(readSheet(part.lanes, given.fields)).flatMap(([field, cells]) =>
      cells.flatMap((cell) =>
        cell.kind === "unreadable" ? [{ partId: part.id, field, message: cell.why.message, at: null }] : [],
      ),
    );
  });
}
