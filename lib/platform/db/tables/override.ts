import type { Tx } from "../client.ts";
import type { OverrideRow } from "./submission.ts";

export const selectOptionalOverride = (tx: Tx, id: string): Promise<OverrideRow | null> =>
  tx.override.findUnique({ where: { id } });

/** Takes back the override that stands on a check, if one does. */
export async function withdrawStanding(
  tx: Tx,
  at: { readonly submissionId: string; readonly partId: string; readonly checkId: string },
  withdrawnById: string,
): Promise<void> {
  await tx.override.updateMany({
    where: { ...at, withdrawnAt: null },
    data: { withdrawnAt: new Date(), withdrawnById },
  });
}

export const insertOverride = (
  tx: Tx,
  row: Pick<OverrideRow, "submissionId" | "partId" | "checkId" | "points" | "reason" | "createdById">,
): Promise<OverrideRow> => tx.override.create({ data: row });

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
