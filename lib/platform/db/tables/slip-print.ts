import type { Tx } from "../client.ts";

/** The source whose slips they are, and the engine that ran them. */
export type SlipPrintKey = {
  readonly versionHash: string;
  readonly engine: string;
  readonly partId: string;
  readonly file: string;
};

export async function selectOptionalSlipPrint(tx: Tx, key: SlipPrintKey): Promise<Uint8Array | null> {
  const row = await tx.slipPrint.findUnique({
    where: { versionHash_engine_partId_file: key },
    select: { prints: true },
  });
  return row?.prints ?? null;
}

/** What is there already is the same: it follows from its key. */
export async function insertSlipPrint(tx: Tx, key: SlipPrintKey, prints: Uint8Array): Promise<void> {
  await tx.slipPrint.createMany({ data: [{ ...key, prints: Uint8Array.from(prints) }], skipDuplicates: true });
}

/** Forgets those of other engines that are older than 30 days: a worker that still needs one makes it anew. */
export async function deleteOldSlipPrints(tx: Tx, engine: string): Promise<void> {
  const before = new Date(Date.now() - 30 * 86_400_000);
  await tx.slipPrint.deleteMany({ where: { engine: { not: engine }, madeAt: { lt: before } } });
}
