import type { Tx } from "../client.ts";

/** Sets all items of a part. */
export async function upsertMarks(
  tx: Tx,
  submissionId: string,
  partId: string,
  items: readonly { readonly itemId: string; readonly applied: boolean; readonly points: number }[],
  markedById: string,
): Promise<void> {
  const markedAt = new Date();
  for (const { itemId, ...mark } of items) {
    const key = { submissionId, partId, itemId };
    await tx.rubricMark.upsert({
      where: { submissionId_partId_itemId: key },
      create: { ...key, ...mark, markedById, markedAt },
      update: { ...mark, markedById, markedAt },
    });
  }
}
