import { z } from "zod";
import { fail, ok } from "#lib/core/result.ts";
import {
  appendAudit,
  database,
  inTransaction,
  lockSubmission,
  type OverrideRow,
  selectNames,
  selectOptionalOverride,
  selectOptionalStanding,
  selectSubmission,
  type Tx,
  withdrawOnce,
} from "#lib/platform/db/index.ts";
import { enterSubmission } from "../shared/enter.ts";
import { notFound, type ServiceFailure, signInFirst } from "../shared/failure.ts";
import { overrideView } from "../shared/report-parts.ts";
import { tellStudent } from "../shared/say.ts";
import { service } from "../shared/service.ts";
import { standingWords } from "./standing-words.ts";

/**
 * Takes an override back: the grader's points count again. The override stays in the record. Where another one stands in its place
 * by now, that one is told and left alone.
 */
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
      return fail<ServiceFailure>({ code: "conflict", message: await whyNot(tx, override, actor.userId) });
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
    return ok(overrideView(row, [row], names));
  });
});

/** Why this override cannot be taken back any more: another one replaced it, or somebody took it back. */
async function whyNot(tx: Tx, { id, submissionId, ...at }: OverrideRow, askerId: string): Promise<string> {
  const standing = await selectOptionalStanding(tx, { submissionId, ...at });
  if (standing) {
    const names = await selectNames(tx, [standing.createdById]);
    const { report } = await selectSubmission(tx, submissionId);
    const part = report?.parts.find((one) => one.id === at.partId);
    const check = part?.checks.find((one) => one.id === at.checkId);
    return `${standingWords(standing, check?.outOf ?? standing.points, names)} It replaced the one that you saw. Nothing was taken back; take that one back where you mean it.`;
  }
  const by = (await selectOptionalOverride(tx, id))?.withdrawnById;
  if (by === askerId) return "You have taken this override back already; the grader's points count.";
  const names = await selectNames(tx, by ? [by] : []);
  return `${names.get(by ?? "") ?? "Someone who has left"} has taken this override back already; the grader's points count.`;
}
