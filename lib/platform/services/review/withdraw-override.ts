import { z } from "zod";
import { fail, ok } from "#lib/core/result.ts";
import {
  appendAudit,
  database,
  inTransaction,
  lockSubmission,
  selectNames,
  selectOptionalOverride,
  withdrawOnce,
} from "#lib/platform/db/index.ts";
import { enterSubmission } from "../shared/enter.ts";
import { notFound, type ServiceFailure, signInFirst } from "../shared/failure.ts";
import { overrideView } from "../shared/report-parts.ts";
import { tellStudent } from "../shared/say.ts";
import { service } from "../shared/service.ts";

/** Takes an override back: the grader's points count again. The override stays in the record. */
export const withdrawOverride = service(z.object({ overrideId: z.uuid() }), async (asker, { overrideId }) => {
  if (!asker) return signInFirst();
  const override = await selectOptionalOverride(database(), overrideId);
  if (!override) return notFound();
  const { submissionId } = override;
  const entered = await enterSubmission(asker, "override.withdraw", submissionId);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  return inTransaction(async (tx) => {
    await lockSubmission(tx, submissionId);
    if (!(await withdrawOnce(tx, overrideId, actor.userId)))
      return fail<ServiceFailure>({ code: "conflict", message: "This override was taken back already." });
    const row = await selectOptionalOverride(tx, overrideId);
    if (!row) throw new Error(`override ${overrideId} is gone`);
    const names = await selectNames(tx, [row.createdById, actor.userId]);
    const words = (title: string) => `${title}: an override was taken back, and the grader's points count again.`;
    await tellStudent(tx, entered.value, submissionId, "override-withdrawn", words);
    const subject = `submission:${submissionId}`;
    await appendAudit(tx, {
      courseId: course.id,
      actorId: actor.userId,
      action: "override.withdraw",
      subject,
      detail: { overrideId },
    });
    return ok(overrideView(row, names));
  });
});
