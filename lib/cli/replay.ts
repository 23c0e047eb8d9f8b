import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Runner } from "#lib/core/runner.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { grade } from "#lib/grading/grader/index.ts";
import { createPoolRunner } from "#lib/grading/sandbox/node.ts";
import { readAnswer } from "./answer-file.ts";
import { selectExercise } from "./content.ts";
import { DEADLINE_MS, selectVariant } from "./grade.ts";
import { Unusable } from "./unusable.ts";

const stored = z.looseObject({
  engine: z.string(),
  replayable: z.boolean(),
  exercise: z.looseObject({ slug: z.string(), hash: z.string() }),
  parts: z.array(z.looseObject({ id: z.string() })),
  seeds: z.looseObject({ variant: z.string(), hidden: z.string() }),
});

/** Grades the answer again with the seeds of the report; equal to the byte, or what differs. */
export async function replay(path: string, file: string): Promise<void> {
  const text = await readReport(path);
  const read = stored.safeParse(parsed(text));
  if (!read.success)
    throw new Unusable(`${path} holds no report. Write one with: grade <slug> <file> --json > ${path}`);
  const report = read.data;
  const exercise = await selectExercise(report.exercise.slug);
  if (exercise.hash !== report.exercise.hash)
    throw new Unusable(
      `The report is about version ${report.exercise.hash.slice(0, 8)} of ${exercise.spec.slug}; here is ${exercise.hash.slice(0, 8)}.`,
    );
  // As `grade` runs it: on a thread, so that what no poll stops is stopped by the clock.
  const runner = createPoolRunner({ deadlineMs: DEADLINE_MS });
  try {
    await replayBy(runner, exercise, report, text, file);
  } finally {
    await runner.close();
  }
}

type Stored = z.infer<typeof stored>;

async function replayBy(runner: Runner, exercise: Exercise, report: Stored, text: string, file: string): Promise<void> {
  const variant = await selectVariant(exercise, report.seeds.variant, runner);
  const parts = report.parts.map(({ id }) => id);
  const again = await grade(exercise, variant, await readAnswer(exercise, file, undefined), runner, {
    hiddenSeed: report.seeds.hidden,
    parts,
  });
  if (again.engine !== report.engine)
    console.log(`The report was made by engine ${report.engine.slice(0, 8)}; this is ${again.engine.slice(0, 8)}.`);
  const same = JSON.stringify(again) === text;
  const clock = report.replayable ? "" : " The report says that an outcome depended on the clock.";
  console.log(
    same
      ? "The report is the same, byte for byte."
      : `The report differs from byte ${firstDifference(JSON.stringify(again), text)} on. Is ${file} the answer that it is about?${clock}`,
  );
  process.exitCode = same ? 0 : 1;
}

/** The report without what npm prints before it where it runs a command. */
async function readReport(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new Unusable(`There is no file ${path} that can be read.`);
  });
  return text.slice(Math.max(0, text.search(/^\{/m))).trim();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
