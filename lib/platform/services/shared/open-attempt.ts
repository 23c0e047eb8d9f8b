import { createHmac } from "node:crypto";
import {
  type AttemptRow,
  type CourseExerciseRow,
  insertAttempt,
  selectOptionalLatestAttempt,
  type Tx,
} from "#lib/platform/db/index.ts";
import { serverKey } from "./server-key.ts";

/** The attempt that the next save or submission belongs to, before it is written down. */
export type NextAttempt = {
  readonly number: number;
  readonly versionHash: string;
  readonly variantSeed: string;
  /** The row, once there is one. */
  readonly row: AttemptRow | null;
  /** The person's draft, which goes on from attempt to attempt. */
  readonly draft: AttemptRow["draft"];
};

/** An open attempt stays on its version; a new one takes the course's, and the same numbers as the one before. */
export async function nextAttempt(tx: Tx, userId: string, exercise: CourseExerciseRow): Promise<NextAttempt> {
  const latest = await selectOptionalLatestAttempt(tx, userId, exercise.id);
  const open = latest !== null && latest.submissionId === null;
  return {
    number: open ? latest.number : (latest?.number ?? 0) + 1,
    versionHash: open ? latest.versionHash : exercise.versionHash,
    variantSeed: latest?.variantSeed ?? firstSeed(userId, exercise.id),
    row: open ? latest : null,
    draft: latest?.draft ?? null,
  };
}

/** Writes the attempt down, if it is not yet. The caller holds the lock of the person's enrolment. */
export async function openAttempt(
  tx: Tx,
  userId: string,
  exercise: CourseExerciseRow,
): Promise<NextAttempt & { row: AttemptRow }> {
  const next = await nextAttempt(tx, userId, exercise);
  if (next.row) return { ...next, row: next.row };
  const { number, versionHash, variantSeed } = next;
  const row = await insertAttempt(tx, { userId, courseExerciseId: exercise.id, versionHash, number, variantSeed });
  return { ...next, row };
}

/** Four digits that belong to this person and exercise, so that nothing has to be stored before something is typed. */
function firstSeed(userId: string, courseExerciseId: string): string {
  const digest = createHmac("sha256", serverKey()).update(`variant:${userId}:${courseExerciseId}`).digest();
  return String(1000 + (digest.readUInt32BE(0) % 9000));
}
