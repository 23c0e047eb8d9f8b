import { z } from "zod";
import { fail, ok } from "#lib/core/result.ts";
import { windowState } from "#lib/platform/assessment/index.ts";
import {
  appendAudit,
  database,
  databaseNow,
  insertOpeningOnce,
  inTransaction,
  selectExercise,
  selectOpenings,
} from "#lib/platform/db/index.ts";
import { enterExercise } from "../shared/enter.ts";
import { notFound, type ServiceFailure } from "../shared/failure.ts";
import { id, place } from "../shared/input.ts";
import { limited } from "../shared/limited.ts";
import { nextAttempt } from "../shared/open-attempt.ts";
import { notOpenWords } from "../shared/outlook.ts";
import { service } from "../shared/service.ts";
import type { HintView } from "../views.ts";

const input = place.extend({ partId: id, index: z.int().min(0).max(40) });

/**
 * Opens a hint for good, after those before it. Its price is taken from the part's points in every attempt handed in from now on.
 * Before the exercise opens there are none; after it closed they are read for nothing.
 */
export const openHint = service(input, async (asker, { partId, index, ...at }) => {
  const entered = await enterExercise(asker, "hint.open", at);
  if (!entered.ok) return entered;
  const { actor, course, role, row } = entered.value;
  const rules = row.assessment?.assessment ?? null;
  const state = windowState(rules, await databaseNow(database()));
  if (role === "student" && state === "not-open")
    return fail<ServiceFailure>({
      code: "not-open",
      message: `${notOpenWords(rules, course.timeZone)} So do its hints.`,
    });
  const late = await limited("hint per person", actor.userId);
  if (late) return late;
  const { versionHash } = await nextAttempt(database(), actor.userId, row);
  const exercise = await selectExercise(database(), versionHash);
  const hint = exercise.spec.parts.find(({ id }) => id === partId)?.hints[index];
  if (!hint) return notFound();
  // No attempt can pay for it any more, so it is read without being opened.
  if (state === "closed") return ok<HintView>({ index, cost: 0, text: hint.text });
  const openings = await selectOpenings(database(), { userId: actor.userId, courseExerciseId: row.id });
  const isOpen = (before: number) => openings.some((one) => one.partId === partId && one.hintIndex === before);
  const closed = Array.from({ length: index }, (_, before) => before).find((before) => !isOpen(before));
  if (closed !== undefined)
    return fail<ServiceFailure>({
      code: "conflict",
      message: `Hints open one after the other. Open hint ${closed + 1} first.`,
    });
  const key = { userId: actor.userId, courseExerciseId: row.id, partId, hintIndex: index };
  await inTransaction(async (tx) => {
    if (!(await insertOpeningOnce(tx, { ...key, cost: hint.cost }))) return;
    const subject = `exercise:${row.id}`;
    const detail = { partId, index, cost: hint.cost };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "hint.open", subject, detail });
  });
  return ok<HintView>({ index, cost: hint.cost, text: hint.text });
});
