import { ok } from "#lib/core/result.ts";
import { appendAudit, inTransaction, lockCourse, selectAssessments, updatePositions } from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { notFound } from "../shared/failure.ts";
import { assessmentOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import { oneStep, step } from "./one-step.ts";

const input = assessmentOnly.extend({ to: step });

/** Moves a problem set by one place among those of its course; the first stays first, and the last last. */
export const moveAssessment = service(input, async (asker, { course: courseSlug, assessment: named, to }) => {
  const entered = await enterCourse(asker, "assessment.change", courseSlug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  return inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    const all = await selectAssessments(tx, course.id);
    const at = all.findIndex(({ slug }) => slug === named);
    const row = all[at];
    if (!row) return notFound();
    const order = oneStep(all, at, to);
    await updatePositions(
      tx,
      order.map(({ id }) => id),
    );
    const subject = `assessment:${row.id}`;
    const detail = { order: order.map(({ slug }) => slug) };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "assessment.move", subject, detail });
    return ok({ order: detail.order });
  });
});
