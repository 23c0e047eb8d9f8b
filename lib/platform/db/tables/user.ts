import type { Tx } from "../client.ts";

export type Person = { readonly id: string; readonly name: string; readonly email: string };

const shown = { id: true, name: true, email: true } as const;

export const selectOptionalPersonByEmail = (tx: Tx, email: string): Promise<Person | null> =>
  tx.user.findUnique({ where: { email: email.toLowerCase() }, select: shown });

/** Names by id, for "marked by". */
export async function selectNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = await tx.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: shown });
  return new Map(people.map(({ id, name }) => [id, name]));
}
