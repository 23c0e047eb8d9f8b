import type { Tx } from "../client.ts";
import type { OverrideRow } from "./submission.ts";

export const selectOptionalOverride = (tx: Tx, id: string): Promise<OverrideRow | null> =>
  tx.override.findUnique({ where: { id } });

type AtCheck = Pick<OverrideRow, "submissionId" | "partId" | "checkId">;

/** The override that stands on a check, if one does. */
export const selectOptionalStanding = (
  tx: Tx,
  { submissionId, partId, checkId }: AtCheck,
): Promise<OverrideRow | null> =>
  tx.override.findFirst({ where: { submissionId, partId, checkId, withdrawnAt: null } });

/** Sets an override on a check in place of the one that stands there. That the one ends as the other begins tells it from one taken back. */
export async function replaceStanding(
  tx: Tx,
  row: AtCheck & Pick<OverrideRow, "points" | "reason" | "createdById">,
  at: Date,
): Promise<OverrideRow> {
  const standing = await selectOptionalStanding(tx, row);
  if (standing)
    await tx.override.update({
      where: { id: standing.id },
      data: { withdrawnAt: at, withdrawnById: row.createdById },
    });
  return tx.override.create({ data: { ...row, createdAt: at } });
}

/** @returns whether it stood until now */
export async function withdrawOnce(tx: Tx, id: string, withdrawnById: string): Promise<boolean> {
  const { count } = await tx.override.updateMany({
    where: { id, withdrawnAt: null },
    data: { withdrawnAt: new Date(), withdrawnById },
  });
  return count === 1;
}

/** One at a time changes what people said about a submission; until the transaction ends. */
export async function lockSubmission(tx: Tx, submissionId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`submission:${submissionId}`}, 0))::text`;
}
