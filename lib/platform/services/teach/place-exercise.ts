import { ok } from "#lib/core/result.ts";
import {
  appendAudit,
  database,
  deletePlace,
  inTransaction,
  lockCourse,
  selectOptionalAssessment,
  upsertPlace,
} from "#lib/platform/db/index.ts";
import { enterExercise } from "../shared/enter.ts";
import { notFound } from "../shared/failure.ts";
import { place, slug } from "../shared/input.ts";
import { service } from "../shared/service.ts";

const input = place.extend({ assessment: slug.nullable() });

/** Puts an exercise at the end of a problem set, or with null into none. What was handed in is counted by the new rules at once. */
export const placeExercise = service(input, async (asker, { assessment: named, ...at }) => {
  const entered = await enterExercise(asker, "exercise.place", at);
  if (!entered.ok) return entered;
  const { actor, course, row } = entered.value;
  const set = named === null ? null : await selectOptionalAssessment(database(), course.id, named);
  if (named !== null && set === null) return notFound();
  if (set?.id === row.assessment?.assessment.id) return ok({ assessment: named });
  await inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    if (set === null) await deletePlace(tx, row.id);
    else await upsertPlace(tx, set.id, row.id);
    const subject = `exercise:${row.id}`;
    const detail = { slug: row.slug, assessment: named };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "exercise.place", subject, detail });
  });
  return ok({ assessment: named });
});
