import { z } from "zod";
import { fail, ok } from "#lib/core/result.ts";
import {
  appendAudit,
  database,
  inTransaction,
  lockSubmission,
  selectExercise,
  selectNames,
  selectSubmission,
  upsertMarks,
} from "#lib/platform/db/index.ts";
import { enterSubmission } from "../shared/enter.ts";
import { notFound, type ServiceFailure, unreadable } from "../shared/failure.ts";
import { id, submissionOnly } from "../shared/input.ts";
import { rubricParts } from "../shared/report-parts.ts";
import { ofWords, tellStudent } from "../shared/say.ts";
import { service } from "../shared/service.ts";

const input = submissionOnly.extend({
  partId: id,
  applied: z.array(id).max(60),
  /** When the marks that the person saw were made; null where there were none. Left out, whatever is there is replaced. */
  seen: z.iso.datetime().nullable().optional(),
});

/**
 * Marks a text part: each item of its rubric applies or not. Marking again replaces it; the student is told each time. What somebody
 * else has marked since the person looked is not replaced unseen.
 */
export const markRubric = service(input, async (asker, { submissionId, partId, applied, seen }) => {
  const entered = await enterSubmission(asker, "rubric.mark", submissionId);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  const before = await selectSubmission(database(), submissionId);
  const exercise = await selectExercise(database(), before.attempt.versionHash);
  const part = exercise.spec.parts.find(({ id }) => id === partId);
  if (part?.kind !== "text") return notFound();
  if (!before.summary)
    return fail<ServiceFailure>({
      code: "conflict",
      message: "This answer is still being graded. Mark it when it is done.",
    });
  const unknown = applied.filter((id) => !part.rubric.some((item) => item.id === id));
  if (unknown.length > 0) return unreadable(`The rubric has no item ${unknown.join(", ")}.`);
  const items = part.rubric.map(({ id, points }) => ({ itemId: id, points, applied: applied.includes(id) }));
  return inTransaction(async (tx) => {
    await lockSubmission(tx, submissionId);
    const found = await selectSubmission(tx, submissionId);
    const other = found.marks.find((one) => one.partId === partId && one.markedById !== actor.userId);
    if (seen !== undefined && other && other.markedAt.toISOString() !== seen) {
      const names = await selectNames(tx, [other.markedById]);
      const theirs = rubricParts(exercise, found, names).find((one) => one.partId === partId);
      return fail<ServiceFailure>({
        code: "conflict",
        message: `${theirs?.markedBy} has marked this meanwhile, ${ofWords(theirs?.points ?? 0, part.points)}. Nothing was replaced; mark again to do that.`,
      });
    }
    await upsertMarks(tx, submissionId, partId, items, actor.userId);
    const after = await selectSubmission(tx, submissionId);
    const names = await selectNames(
      tx,
      after.marks.map(({ markedById }) => markedById),
    );
    const marked = rubricParts(exercise, after, names).find((one) => one.partId === partId);
    if (!marked) throw new Error(`part ${partId} lost its rubric`);
    const points = ofWords(marked.points ?? 0, marked.outOf);
    await tellStudent(
      tx,
      entered.value,
      submissionId,
      "marked",
      (title) => `${title}, ${part.title}: read and marked, ${points}.`,
    );
    const detail = { partId, applied, points: marked.points };
    const subject = `submission:${submissionId}`;
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "rubric.mark", subject, detail });
    return ok(marked);
  });
});
