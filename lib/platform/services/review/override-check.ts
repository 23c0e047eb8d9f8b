import { z } from "zod";
import { fail, ok } from "#lib/core/result.ts";
import {
  appendAudit,
  database,
  databaseNow,
  inTransaction,
  lockSubmission,
  replaceStanding,
  selectNames,
  selectOptionalStanding,
  selectSubmission,
} from "#lib/platform/db/index.ts";
import { enterSubmission } from "../shared/enter.ts";
import { notFound, type ServiceFailure, unreadable } from "../shared/failure.ts";
import { id, submissionOnly, text } from "../shared/input.ts";
import { overrideView } from "../shared/report-parts.ts";
import { ofWords, tellStudent } from "../shared/say.ts";
import { service } from "../shared/service.ts";
import { standingWords } from "./standing-words.ts";

const input = submissionOnly.extend({
  partId: id,
  checkId: id,
  points: z.number().min(0),
  reason: text(2000).trim().min(1, "give a reason, which the student reads"),
  /** The override that the person saw on the check; null where there was none. Left out, whatever is there is replaced. */
  seen: z.uuid().nullable().optional(),
});

/**
 * Sets a check's points by a person's judgement, with a reason. One that stands on the check already is replaced; somebody else's,
 * made since the person looked, is not replaced unseen.
 */
export const overrideCheck = service(input, async (asker, { submissionId, seen, ...asked }) => {
  const entered = await enterSubmission(asker, "override.set", submissionId);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  const { report } = await selectSubmission(database(), submissionId);
  if (!report) return fail<ServiceFailure>({ code: "conflict", message: "This answer is still being graded." });
  const check = report.parts.find(({ id }) => id === asked.partId)?.checks.find(({ id }) => id === asked.checkId);
  if (!check) return notFound();
  if (asked.points > check.outOf)
    return unreadable(`${check.title} is worth ${check.outOf} points; give at most these.`);
  return inTransaction(async (tx) => {
    await lockSubmission(tx, submissionId);
    const standing = await selectOptionalStanding(tx, { submissionId, ...asked });
    const names = await selectNames(tx, [actor.userId, ...(standing ? [standing.createdById] : [])]);
    if (seen !== undefined && standing && standing.createdById !== actor.userId && standing.id !== seen)
      return fail<ServiceFailure>({
        code: "conflict",
        message: `${standingWords(standing, check.outOf, names)} Nothing was replaced; override again to do that.`,
      });
    const made = { submissionId, ...asked, createdById: actor.userId };
    const row = await replaceStanding(tx, made, await databaseNow(tx));
    const points = ofWords(asked.points, check.outOf);
    await tellStudent(
      tx,
      entered.value,
      submissionId,
      "overridden",
      (title) => `${title}, ${check.title}: now ${points}. ${asked.reason}`,
    );
    const subject = `submission:${submissionId}`;
    await appendAudit(tx, {
      courseId: course.id,
      actorId: actor.userId,
      action: "override.set",
      subject,
      detail: { ...asked, was: check.points, replaced: standing?.id ?? null },
    });
    return ok(overrideView(row, [row], names));
  });
});
