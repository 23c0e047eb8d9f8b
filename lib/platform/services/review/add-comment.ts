import { ok } from "#lib/core/result.ts";
import { appendAudit, insertComment, inTransaction } from "#lib/platform/db/index.ts";
import { enterSubmission } from "../shared/enter.ts";
import { id, submissionOnly, text } from "../shared/input.ts";
import { commentView } from "../shared/report-parts.ts";
import { tellStudent } from "../shared/say.ts";
import { service } from "../shared/service.ts";

const input = submissionOnly.extend({
  partId: id.optional(),
  quote: text(1000).optional(),
  body: text(5000).trim().min(1, "write something first"),
});

/** Says something to the student about an answer, a part of it or some words of it. */
export const addComment = service(input, async (asker, { submissionId, partId, quote, body }) => {
  const entered = await enterSubmission(asker, "comment.add", submissionId);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  return inTransaction(async (tx) => {
    const said = { submissionId, partId: partId ?? null, quote: quote ?? null, body, authorId: actor.userId };
    const row = await insertComment(tx, said);
    await tellStudent(
      tx,
      entered.value,
      submissionId,
      "commented",
      (title) => `${title}: ${actor.name} left a comment.`,
    );
    const subject = `submission:${submissionId}`;
    await appendAudit(tx, {
      courseId: course.id,
      actorId: actor.userId,
      action: "comment.add",
      subject,
      detail: { commentId: row.id },
    });
    return ok(commentView(row, new Map([[actor.userId, actor.name]])));
  });
});
