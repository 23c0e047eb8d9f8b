import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import {
  type AssessmentChange,
  appendAudit,
  database,
  databaseNow,
  inTransaction,
  selectOptionalAssessment,
  updateAssessmentRow,
} from "#lib/platform/db/index.ts";
import { assessmentView } from "../shared/assessment-view.ts";
import { enterCourse } from "../shared/enter.ts";
import { notFound, unreadable } from "../shared/failure.ts";
import { slug } from "../shared/input.ts";
import { service } from "../shared/service.ts";

const instant = z.iso.datetime({ offset: true }).nullable();

const input = z.object({
  course: slug,
  assessment: slug,
  opensAt: instant.optional(),
  dueAt: instant.optional(),
  attempts: z.int().min(1).max(1000).nullable().optional(),
  latePerDay: z.number().min(0).max(1).optional(),
  lateDays: z.int().min(0).max(365).optional(),
  solutionAfterDue: z.boolean().optional(),
  weight: z.number().min(0).max(100).optional(),
});

/** Changes the window and the rules of an assessment. What was handed in is counted by the new rules at once. */
export const updateAssessment = service(input, async (asker, { course: courseSlug, assessment: named, ...asked }) => {
  const entered = await enterCourse(asker, "assessment.change", courseSlug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  const row = await selectOptionalAssessment(database(), course.id, named);
  if (!row) return notFound();
  const { opensAt, dueAt, ...rules } = asked;
  const change: AssessmentChange = defined({
    ...rules,
    ...(opensAt === undefined ? {} : { opensAt: opensAt && new Date(opensAt) }),
    ...(dueAt === undefined ? {} : { dueAt: dueAt && new Date(dueAt) }),
  });
  const after = { ...row, ...change };
  if (after.opensAt && after.dueAt && after.opensAt >= after.dueAt)
    return unreadable("It opens before it is due; set the dates in this order.");
  return inTransaction(async (tx) => {
    const updated = await updateAssessmentRow(tx, row.id, change);
    const subject = `assessment:${row.id}`;
    await appendAudit(tx, {
      courseId: course.id,
      actorId: actor.userId,
      action: "assessment.change",
      subject,
      detail: asked,
    });
    return ok(assessmentView(updated, await databaseNow(tx)));
  });
});

/** Without the keys that were not named. */
const defined = (record: { readonly [key: string]: unknown }): AssessmentChange =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
