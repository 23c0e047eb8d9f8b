import { ok } from "#lib/core/result.ts";
import {
  appendAudit,
  inTransaction,
  lockCourse,
  selectAssessments,
  selectOptionalAssessment,
  updateAssessmentRow,
} from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { notFound, unreadable } from "../shared/failure.ts";
import { assessmentOnly, title } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import { titleTaken } from "./title-taken.ts";

const input = assessmentOnly.extend({ title });

/** Gives a problem set another title. */
export const renameAssessment = service(input, async (asker, { course: courseSlug, assessment: named, title }) => {
  const entered = await enterCourse(asker, "assessment.change", courseSlug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  if (title === "") return unreadable("Give the problem set a title.");
  return inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    const row = await selectOptionalAssessment(tx, course.id, named);
    if (!row) return notFound();
    const others = (await selectAssessments(tx, course.id)).filter(({ id }) => id !== row.id);
    if (titleTaken(title, others)) return unreadable(`There is a problem set called ${title} already.`);
    await updateAssessmentRow(tx, row.id, { title });
    const subject = `assessment:${row.id}`;
    const detail = { from: row.title, to: title };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "assessment.rename", subject, detail });
    return ok({ title });
  });
});
