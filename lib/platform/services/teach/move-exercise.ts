import { ok } from "#lib/core/result.ts";
import { appendAudit, inTransaction, lockCourse, selectCourseExercises, updatePlaces } from "#lib/platform/db/index.ts";
import { enterExercise } from "../shared/enter.ts";
import { unreadable } from "../shared/failure.ts";
import { place } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import { oneStep, step } from "./one-step.ts";

const input = place.extend({ to: step });

/** Moves an exercise by one place within its problem set, hidden ones counted; the first stays first, and the last last. */
export const moveExercise = service(input, async (asker, { to, ...at }) => {
  const entered = await enterExercise(asker, "exercise.place", at);
  if (!entered.ok) return entered;
  const { actor, course, row } = entered.value;
  return inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    const all = await selectCourseExercises(tx, course.id);
    const set = all.find(({ id }) => id === row.id)?.assessment?.assessment;
    if (!set) return unreadable(`${row.version.title} is in no problem set. Put it into one first.`);
    const own = all.filter(({ assessment }) => assessment?.assessment.id === set.id);
    const order = oneStep(
      own,
      own.findIndex(({ id }) => id === row.id),
      to,
    );
    await updatePlaces(
      tx,
      order.map(({ id }) => id),
    );
    const subject = `exercise:${row.id}`;
    const detail = { assessment: set.slug, order: order.map(({ slug }) => slug) };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "exercise.move", subject, detail });
    return ok({ order: detail.order });
  });
});
