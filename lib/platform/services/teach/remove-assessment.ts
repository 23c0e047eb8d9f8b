import { fail, ok } from "#lib/core/result.ts";
import { windowState } from "#lib/platform/assessment/index.ts";
import {
  appendAudit,
  databaseNow,
  deleteAssessment,
  inTransaction,
  lockCourse,
  selectCourseExercises,
  selectOptionalAssessment,
} from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { notFound, type ServiceFailure } from "../shared/failure.ts";
import { assessmentOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";

/**
 * Removes a problem set. Its exercises stay in the course and are in none: open, without a deadline, worth nothing; what was handed in
 * stays and is counted so at once. One that has not opened keeps its exercises back, and is removed only once they are hidden or moved.
 */
export const removeAssessment = service(assessmentOnly, async (asker, { course: courseSlug, assessment: named }) => {
  const entered = await enterCourse(asker, "assessment.remove", courseSlug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  return inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    const row = await selectOptionalAssessment(tx, course.id, named);
    if (!row) return notFound();
    const exercises = (await selectCourseExercises(tx, course.id)).filter(
      (one) => one.assessment?.assessment.id === row.id,
    );
    const shown = exercises.filter(({ hidden }) => !hidden).map(({ version }) => version.title);
    if (shown.length > 0 && windowState(row, await databaseNow(tx)) === "not-open")
      return fail<ServiceFailure>({
        code: "not-open",
        message: `${row.title} has not opened yet, and without it students would see at once: ${shown.join(", ")}. Hide them or move them to another set first.`,
      });
    await deleteAssessment(tx, row.id);
    const subject = `assessment:${row.id}`;
    const detail = {
      slug: row.slug,
      title: row.title,
      weight: row.weight,
      exercises: exercises.map(({ slug }) => slug),
    };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "assessment.remove", subject, detail });
    return ok({ title: row.title });
  });
});
