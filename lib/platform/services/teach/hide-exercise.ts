import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import { appendAudit, inTransaction, updateHidden } from "#lib/platform/db/index.ts";
import { enterExercise } from "../shared/enter.ts";
import { place } from "../shared/input.ts";
import { service } from "../shared/service.ts";

/** Hides an exercise from students, or shows it again. What was handed in stays, and its students keep their reports. */
export const setExerciseHidden = service(place.extend({ hidden: z.boolean() }), async (asker, { hidden, ...at }) => {
  const entered = await enterExercise(asker, "exercise.hide", at);
  if (!entered.ok) return entered;
  const { actor, course, row } = entered.value;
  await inTransaction(async (tx) => {
    await updateHidden(tx, row.id, hidden);
    const action = hidden ? "exercise.hide" : "exercise.show";
    const subject = `exercise:${row.id}`;
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action, subject, detail: { slug: row.slug } });
  });
  return ok({ hidden });
});
