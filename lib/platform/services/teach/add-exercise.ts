import { ok } from "#lib/core/result.ts";
import {
  appendAudit,
  inTransaction,
  lockCourse,
  selectAbsentExercises,
  selectCourseExercises,
  updateHidden,
  upsertCourseExercise,
} from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { notFound } from "../shared/failure.ts";
import { place } from "../shared/input.ts";
import { service } from "../shared/service.ts";

/**
 * Adds an exercise that Nablab has to a course that has it not, at the end: in no problem set, and hidden until its instructor has put it
 * where it belongs. One that is there already stays as it is.
 */
export const addExercise = service(place, async (asker, { course: courseSlug, exercise }) => {
  const entered = await enterCourse(asker, "exercise.add", courseSlug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  return inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    const own = await selectCourseExercises(tx, course.id);
    const there = own.find((row) => row.slug === exercise);
    if (there) return ok({ slug: there.slug, title: there.version.title });
    const found = (await selectAbsentExercises(tx, course.id)).find((row) => row.slug === exercise);
    if (!found) return notFound();
    const position = Math.max(-1, ...own.map((row) => row.position)) + 1;
    const { slug, versionHash } = found;
    const { id } = await upsertCourseExercise(tx, { courseId: course.id, slug, versionHash, position });
    await updateHidden(tx, id, true);
    const subject = `exercise:${id}`;
    const detail = { slug, versionHash };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "exercise.add", subject, detail });
    return ok({ slug, title: found.version.title });
  });
});
