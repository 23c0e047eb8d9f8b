import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import { PRINTED } from "#lib/grading/exercise/index.ts";
import { database, databaseNow, selectExercise } from "#lib/platform/db/index.ts";
import { neighbours } from "../answer/exercise-page.ts";
import { assessmentView } from "../shared/assessment-view.ts";
import { courseRef, enterExercise } from "../shared/enter.ts";
import { givenValues, publicView, variantOf } from "../shared/grading.ts";
import { hintViews } from "../shared/hints.ts";
import { place } from "../shared/input.ts";
import { prerequisitesFor } from "../shared/prerequisites.ts";
import { service } from "../shared/service.ts";
import type { ExercisePage } from "../views.ts";

/** A seed as it may stand in an address. */
export const variantSeed = z.string().regex(/^[a-z0-9]{1,20}$/);

/** The exercise as a student would find it on the first visit. Nothing is recorded. */
export const previewExercise = service(place.extend({ variantSeed: variantSeed.optional() }), async (asker, input) => {
  const entered = await enterExercise(asker, "exercise.preview", input);
  if (!entered.ok) return entered;
  const { course, role, row } = entered.value;
  const tx = database();
  const seed = input.variantSeed ?? PRINTED;
  const [now, exercise, around] = await Promise.all([
    databaseNow(tx),
    selectExercise(tx, row.versionHash),
    neighbours(tx, row),
  ]);
  const [shown, variant] = await Promise.all([publicView(exercise), variantOf(exercise, seed)]);
  const assessment = row.assessment?.assessment ?? null;
  return ok<ExercisePage>({
    course: courseRef(course, role),
    now: now.toISOString(),
    mode: "preview",
    exercise: shown,
    statement: shown.statement,
    variantSeed: seed,
    given: givenValues(variant),
    assessment: assessment && assessmentView(assessment, now),
    prerequisites: await prerequisitesFor(tx, exercise, course.id, null),
    hidden: row.hidden,
    draft: null,
    attempts: [],
    submit: { open: false, because: "preview", sentence: "Submit grades this preview and records nothing." },
    hints: hintViews(exercise, []),
    latest: null,
    grading: null,
    solutionAvailable: true,
    ...around,
  });
});
