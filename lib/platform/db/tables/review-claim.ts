import type { Tx } from "../client.ts";

/** How long an answer stays with the person who opened it. */
const MINUTES = 10;

/** By submission, who has opened it in the last minutes. */
export async function selectClaims(
  tx: Tx,
  submissionIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.reviewClaim.findMany({
    where: { submissionId: { in: [...submissionIds] }, claimedAt: { gt: new Date(now.getTime() - MINUTES * 60_000) } },
  });
  return new Map(rows.map(({ submissionId, userId }) => [submissionId, userId]));
}

/** From now on this person has it open, and no other: whoever goes on to another answer leaves the one before to the rest. */
export async function upsertClaim(tx: Tx, submissionId: string, userId: string, now: Date): Promise<void> {
  await tx.reviewClaim.deleteMany({ where: { userId, submissionId: { not: submissionId } } });
  const claimed = { userId, claimedAt: now };
  await tx.reviewClaim.upsert({ where: { submissionId }, create: { submissionId, ...claimed }, update: claimed });
}
