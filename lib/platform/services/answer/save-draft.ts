import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Answer } from "#lib/core/answer.ts";
import { fail, ok, type Result } from "#lib/core/result.ts";
import { windowState } from "#lib/platform/assessment/index.ts";
import { databaseNow, inTransaction, lockEnrolment, type Tx, upsertDraft } from "#lib/platform/db/index.ts";
import { type AtExercise, enterExercise } from "../shared/enter.ts";
import type { ServiceFailure } from "../shared/failure.ts";
import { inTurn } from "../shared/in-turn.ts";
import { answer, place } from "../shared/input.ts";
import { limited } from "../shared/limited.ts";
import { openAttempt } from "../shared/open-attempt.ts";
import { service } from "../shared/service.ts";
import type { SaveDraftOutcome } from "../views.ts";

const input = place.extend({ answer, baseVersion: z.int().min(0) });

/**
 * Saves what was typed as the next version. If the draft was saved elsewhere since `baseVersion`, nothing is overwritten:
 * the other draft comes back, and the person chooses. Saving what is there already changes nothing.
 */
export const saveDraft = service(input, async (asker, { answer: typed, baseVersion, ...at }) => {
  const entered = await enterExercise(asker, "exercise.answer", at);
  if (!entered.ok) return entered;
  const { actor } = entered.value;
  const late = await limited("draft per person", actor.userId);
  if (late) return late;
  return inTurn(actor.userId, () => inTransaction((tx) => save(tx, entered.value, typed, baseVersion)));
});

async function save(
  tx: Tx,
  { actor, course, row }: AtExercise,
  typed: Answer,
  baseVersion: number,
): Promise<Result<SaveDraftOutcome, ServiceFailure>> {
  await lockEnrolment(tx, course.id, actor.userId);
  const state = windowState(row.assessment?.assessment ?? null, await databaseNow(tx));
  if (state === "not-open" || state === "closed") return fail<ServiceFailure>({ code: state, message: CLOSED[state] });
  const attempt = await openAttempt(tx, actor.userId, row);
  const { draft } = attempt;
  if (draft && isDeepStrictEqual(draft.answer, typed) && attempt.row.draft)
    return ok(saved(draft.version, draft.savedAt));
  if (draft && draft.version !== baseVersion) {
    const theirs = { version: draft.version, answer: draft.answer, savedAt: draft.savedAt.toISOString() };
    return ok<SaveDraftOutcome>({ saved: false, theirs });
  }
  const version = (draft?.version ?? 0) + 1;
  return ok(saved(version, await upsertDraft(tx, attempt.row.id, { version, answer: typed })));
}

const CLOSED = {
  "not-open": "This exercise is not open yet, so nothing is saved on the server.",
  closed: "This exercise is closed, so nothing more is saved on the server.",
} as const;

const saved = (version: number, savedAt: Date): SaveDraftOutcome => ({
  saved: true,
  version,
  savedAt: savedAt.toISOString(),
});
