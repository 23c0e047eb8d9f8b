import { ENGINE_HASH } from "#generated/engine-hash.ts";
import type { Answer } from "#lib/core/answer.ts";
import type { Runner } from "#lib/core/runner.ts";
import { drawVariant, type Exercise, PRINTED, type Variant } from "#lib/grading/exercise/index.ts";
import { grade as gradeAnswer, keepPrintsIn, precheck } from "#lib/grading/grader/index.ts";
import { createPoolRunner } from "#lib/grading/sandbox/node.ts";
import { readAnswer } from "./answer-file.ts";
import { selectExercise } from "./content.ts";
import { junitOf, junitOfRefused, writeJunit } from "./junit.ts";
import { printReport } from "./print-report.ts";
import { printsOnDisk } from "./prints-on-disk.ts";
import { Unusable } from "./unusable.ts";

type Options = { part?: string; json?: boolean; junit?: string; variant?: string; seed?: string };

/** The seed of hidden cases where none is given: the same file gets the same report every time. */
const COMMAND_LINE = "command-line";
/** A slow or busy machine should still reach the step budget before the clock. */
export const DEADLINE_MS = 120_000;

/** Grades on threads, so that what no poll stops is stopped by the clock. */
export async function grade(slug: string, file: string, options: Options): Promise<void> {
  const exercise = await selectExercise(slug);
  const answer = await readAnswer(exercise, file, options.part);
  const runner = createPoolRunner({ deadlineMs: DEADLINE_MS });
  try {
    await gradeBy(runner, exercise, answer, options);
  } finally {
    await runner.close();
  }
}

async function gradeBy(runner: Runner, exercise: Exercise, answer: Answer, options: Options): Promise<void> {
  await refuseUnreadable(exercise, answer, runner, options.junit);
  const variant = await selectVariant(exercise, options.variant ?? PRINTED, runner);
  keepPrintsIn(printsOnDisk(ENGINE_HASH));
  const answered = options.part === undefined ? Object.keys(answer) : [options.part];
  const report = await gradeAnswer(exercise, variant, answer, runner, {
    hiddenSeed: options.seed ?? COMMAND_LINE,
    parts: answered,
  });
  if (options.junit !== undefined) await writeJunit(options.junit, junitOf(exercise, report));
  if (options.json) console.log(JSON.stringify(report));
  else console.log(printReport(exercise, report));
  process.exitCode = report.verdict === "correct" || report.verdict === "awaits-review" ? 0 : 1;
}

export async function selectVariant(exercise: Exercise, seed: string, runner: Runner): Promise<Variant> {
  const variant = await drawVariant(exercise, seed, runner);
  if (!variant.ok) throw new Unusable(variant.error.message);
  return variant.value;
}

async function refuseUnreadable(exercise: Exercise, answer: Answer, runner: Runner, junit?: string): Promise<void> {
  const ready = await precheck(exercise, answer, runner);
  if (ready.ok) return;
  if (junit !== undefined) await writeJunit(junit, junitOfRefused(exercise, ready.error));
  const lines = ready.error.map(
    ({ partId, field, message }) => `${partId}${field === null ? "" : `, ${field}`}: ${message}`,
  );
  throw new Unusable(`This was not graded, and would cost no attempt:\n${lines.join("\n")}`);
}
