import { fromJson, type Tx, toJson } from "../client.ts";

export type ProofRow = { readonly versionHash: string; readonly engine: string; readonly proof: unknown };

export async function selectProofs(tx: Tx, versionHashes: readonly string[]): Promise<readonly ProofRow[]> {
  const rows = await tx.exerciseProof.findMany({ where: { versionHash: { in: [...versionHashes] } } });
  return rows.map(({ versionHash, engine, proof }) => ({ versionHash, engine, proof: fromJson<unknown>(proof) }));
}

export async function upsertProof(tx: Tx, { versionHash, engine, proof }: ProofRow): Promise<void> {
  const key = { versionHash, engine };
  const data = { proof: toJson(proof), importedAt: new Date() };
  await tx.exerciseProof.upsert({
    where: { versionHash_engine: key },
    create: { ...key, ...data },
    update: data,
  });
}
