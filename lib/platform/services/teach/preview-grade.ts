import type { StudentReport } from "#lib/core/report.ts";
import { fail, ok, type Result } from "#lib/core/result.ts";
import { grade, studentReport } from "#lib/grading/grader/index.ts";
import { database, selectExercise } from "#lib/platform/db/index.ts";
import { enterExercise } from "../shared/enter.ts";
import type { ServiceFailure } from "../shared/failure.ts";
import { runner, variantOf } from "../shared/grading.ts";
import { answer, place } from "../shared/input.ts";
import { limited } from "../shared/limited.ts";
import { refusals, refusalWords } from "../shared/refusals.ts";
import { hiddenSeed } from "../shared/server-key.ts";
import { service } from "../shared/service.ts";
import type { Refusal } from "../views.ts";
import { variantSeed } from "./preview-exercise.ts";

type Graded = Result<StudentReport, Refusal | ServiceFailure>;

/** Grades an answer as Submit would, for the instructor's preview. Nothing is recorded. */
export const previewGrade = service(place.extend({ answer, variantSeed }), async (asker, input): Promise<Graded> => {
  const entered = await enterExercise(asker, "exercise.preview", input);
  if (!entered.ok) return entered;
  const late = await limited("preview per person", entered.value.actor.userId);
  if (late) return late;
  const exercise = await selectExercise(database(), entered.value.row.versionHash);
  const reasons = await refusals(exercise, input.answer);
  if (reasons.length > 0) return fail<Refusal>({ code: "unreadable", message: refusalWords(reasons), reasons });
  const variant = await variantOf(exercise, input.variantSeed);
  const seed = hiddenSeed(`preview:${entered.value.actor.userId}:${exercise.hash}`);
  return ok(studentReport(await grade(exercise, variant, input.answer, runner(), { hiddenSeed: seed })));
});
