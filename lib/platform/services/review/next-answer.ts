import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import { databaseNow, inTransaction, lockCourse, selectClaims, upsertClaim } from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { courseOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import { courseWork } from "./course-work.ts";
import { waitingOf } from "./waiting.ts";

const input = courseOnly.extend({
  /** The answer that one comes from: the next is of the same exercise, and a later one if there is one. */
  after: z.uuid().optional(),
});

/**
 * The next answer that waits, for this person to open: whoever asks at the same time gets another. Null where all that wait are
 * open to somebody else, or none waits.
 */
export const nextAnswer = service(input, async (asker, { course: slug, after }) => {
  const entered = await enterCourse(asker, "review.read", slug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  return inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    const all = await courseWork(tx, course.id);
    const from = all.flatMap(({ work }) => work.attempts).find(({ row }) => row.id === after)?.row;
    const here = all.filter(({ exercise }) => !from || exercise.id === from.attempt.courseExerciseId);
    const waiting = here
      .flatMap(({ work }) => waitingOf(work).map(({ row }) => row))
      .filter(({ id }) => id !== after)
      .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
    const later = waiting.filter(({ receivedAt }) => !from || receivedAt >= from.receivedAt);
    const now = await databaseNow(tx);
    const claims = await selectClaims(
      tx,
      waiting.map(({ id }) => id),
      now,
    );
    const next = [...later, ...waiting].find(({ id }) => (claims.get(id) ?? actor.userId) === actor.userId);
    if (next) await upsertClaim(tx, next.id, actor.userId, now);
    return ok({ submissionId: next?.id ?? null });
  });
});
