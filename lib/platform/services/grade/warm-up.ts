import type { Answer } from "#lib/core/answer.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import { grade } from "#lib/grading/grader/index.ts";
import { database, selectCurrentVersions, selectExercise } from "#lib/platform/db/index.ts";
import { runner, variantOf } from "../shared/grading.ts";

/** Grades one worksheet that nobody handed in, so that the first that somebody does finds everything loaded and compiled. */
export async function warmUp(): Promise<void> {
  for (const hash of await selectCurrentVersions(database())) {
    const exercise = await selectExercise(database(), hash);
    const answer = onesIn(exercise);
    if (Object.keys(answer).length === 0) continue;
    await grade(exercise, await variantOf(exercise, "1"), answer, runner(), { hiddenSeed: "warm-up" });
    return;
  }
}

/** A one in every cell of each worksheet. */
function onesIn({ spec }: Exercise): Answer {
  const worksheets = spec.parts.flatMap((part) => (part.kind === "worksheet" ? [part] : []));
  return Object.fromEntries(
    worksheets.map(({ id, lanes }) => {
      const fields = lanes.flatMap((lane) => lane.fields);
      const cells = fields.map((field) => [
        field.id,
        field.shape.length === 0 ? ["1"] : Array(field.shape.reduce((a, b) => a * b, 1)).fill("1"),
      ]);
      return [id, { kind: "worksheet", fields: Object.fromEntries(cells) } as const];
    }),
  );
}
