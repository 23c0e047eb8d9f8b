import { randomBytes } from "node:crypto";
import type { Answer } from "#lib/core/answer.ts";
import { fail, ok, type Result } from "#lib/core/result.ts";
import { admission, attemptsInAll, type Counted, windowState } from "#lib/platform/assessment/index.ts";
import {
  appendAudit,
  countAhead,
  database,
  databaseNow,
  enqueueGrading,
  insertSubmission,
  inTransaction,
  lockEnrolment,
  selectAttemptNumbers,
  selectExercise,
  selectOptionalByToken,
  type Tx,
  upsertDraft,
} from "#lib/platform/db/index.ts";
import { type AtExercise, enterExercise } from "../shared/enter.ts";
import type { ServiceFailure } from "../shared/failure.ts";
import { engineHash } from "../shared/grading.ts";
import { inTurn } from "../shared/in-turn.ts";
import { answer, place, text } from "../shared/input.ts";
import { limited } from "../shared/limited.ts";
import { nextAttempt, openAttempt } from "../shared/open-attempt.ts";
import { submitOutlook } from "../shared/outlook.ts";
import { refusals, refusalWords } from "../shared/refusals.ts";
import { service } from "../shared/service.ts";
import type { Receipt, Refusal, RefusedPart } from "../views.ts";

const input = place.extend({ answer, clientToken: text(100).min(8) });

type Taken = Result<Receipt, Refusal | ServiceFailure>;

/**
 * Takes an answer. What cannot be read is refused with its reasons before anything is recorded. Then, in one transaction:
 * the attempt is counted under the lock of the person's enrolment, submission and grading job are written, and the receipt
 * is given. Whoever has the receipt will get a report.
 */
export const submitAttempt = service(input, async (asker, { answer: given, clientToken, ...at }): Promise<Taken> => {
  const entered = await enterExercise(asker, "exercise.answer", at);
  if (!entered.ok) return entered;
  return inTurn(entered.value.actor.userId, () => receive(entered.value, given, clientToken));
});

async function receive(here: AtExercise, given: Answer, clientToken: string): Promise<Taken> {
  const [receipt, standing] = await Promise.all([
    receiptFor(database(), here, clientToken),
    standingOf(database(), here),
  ]);
  const early = receipt ?? standing.refused;
  if (early) return early;
  const late = await limited("submission per person", here.actor.userId);
  if (late) return late;
  const reasons = await unreadableParts(here, given);
  if (reasons.length > 0) return fail<Refusal>({ code: "unreadable", message: refusalWords(reasons), reasons });
  return inTransaction((tx) => take(tx, here, given, clientToken));
}

async function take(tx: Tx, here: AtExercise, given: Answer, clientToken: string): Promise<Taken> {
  const { actor, course, row } = here;
  await lockEnrolment(tx, course.id, actor.userId);
  const [there, { now, inAll, refused }] = await Promise.all([receiptFor(tx, here, clientToken), standingOf(tx, here)]);
  if (there) return there;
  if (refused) return refused;
  const attempt = await openAttempt(tx, actor.userId, row);
  if (!attempt.row.draft)
    await upsertDraft(tx, attempt.row.id, { version: attempt.draft?.version ?? 0, answer: given });
  const submission = {
    attemptId: attempt.row.id,
    userId: actor.userId,
    clientToken,
    answer: given,
    receipt: makeReceipt(),
    engine: engineHash,
    receivedAt: now,
  };
  const { id } = await insertSubmission(tx, submission);
  await enqueueGrading(tx, id, engineHash);
  await appendAudit(tx, {
    courseId: course.id,
    actorId: actor.userId,
    action: "submission.receive",
    subject: `submission:${id}`,
    detail: { exercise: row.slug, attempt: attempt.number, receipt: submission.receipt, version: attempt.versionHash },
  });
  return ok<Receipt>({
    submissionId: id,
    receipt: submission.receipt,
    receivedAt: now.toISOString(),
    attempt: attempt.number,
    of: inAll,
    ahead: await countAhead(tx, id),
  });
}

/** The receipt of a token that was used before; null for a new one. */
async function receiptFor(tx: Tx, { actor, row }: AtExercise, clientToken: string): Promise<Taken | null> {
  const there = await selectOptionalByToken(tx, actor.userId, clientToken);
  if (!there) return null;
  if (there.attempt.courseExerciseId !== row.id)
    return fail<ServiceFailure>({
      code: "conflict",
      message: "This was handed in for another exercise. Load the page again.",
    });
  return ok<Receipt>({
    submissionId: there.id,
    receipt: there.receipt,
    receivedAt: there.receivedAt.toISOString(),
    attempt: there.attempt.number,
    of: attemptsInAll(row.assessment?.assessment.attempts ?? null, await countedAt(tx, actor.userId, row)),
    ahead: await countAhead(tx, there.id),
  });
}

/** Which attempts were handed in until now, and why no answer is taken at this moment; null where one is. */
async function standingOf(tx: Tx, { actor, course, row }: AtExercise) {
  const rules = row.assessment?.assessment ?? null;
  const [now, counted] = await Promise.all([databaseNow(tx), countedAt(tx, actor.userId, row)]);
  const admitted = admission(rules?.attempts ?? null, counted, windowState(rules, now));
  const refused: Taken | null = admitted.admitted
    ? null
    : fail<ServiceFailure>({
        code: admitted.because,
        message: submitOutlook(rules, counted, now, course.timeZone).sentence,
      });
  return { now, refused, inAll: attemptsInAll(rules?.attempts ?? null, counted) };
}

/** Numbers, and which are free: points are not asked for. */
async function countedAt(tx: Tx, userId: string, row: AtExercise["row"]): Promise<readonly Counted[]> {
  const attempts = await selectAttemptNumbers(tx, userId, row.id);
  return attempts.map(({ number, ungradable }) => ({ number, points: null, free: ungradable }));
}

async function unreadableParts({ actor, row }: AtExercise, given: Answer): Promise<readonly RefusedPart[]> {
  const { versionHash } = await nextAttempt(database(), actor.userId, row);
  return refusals(await selectExercise(database(), versionHash), given);
}

/** Twelve hexadecimal digits, as they are read aloud: `a91c·77f0·2be4`. */
const makeReceipt = (): string => randomBytes(6).toString("hex").match(/.{4}/g)?.join("·") ?? "";
