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

/**
 * A person with a password (its hash), made once by e-mail address; the password is the given one afterwards. Somebody who made
 * an account with this address is left alone.
 * @returns the id, or null where the account is somebody else's
 */
export async function insertPersonOnce(
  tx: Tx,
  { id, name, email, password }: Person & { readonly password: string },
): Promise<string | null> {
  const person = await tx.user.upsert({
    where: { email },
    create: { id, name, email, emailVerified: true },
    update: {},
    select: { id: true },
  });
  const userId = person.id;
  const ours = { id: `credential-${userId}`, userId, accountId: userId, providerId: "credential" };
  const account = await tx.account.findFirst({ where: { userId, providerId: "credential" } });
  if (account && account.id !== ours.id) return null;
  if (account) await tx.account.update({ where: { id: account.id }, data: { password } });
  else await tx.account.create({ data: { ...ours, password } });
  return userId;
}
