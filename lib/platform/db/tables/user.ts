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

/** A person with a password (its hash), made once by e-mail address; the password is the given one afterwards. @returns the id */
export async function insertPersonOnce(
  tx: Tx,
  { id, name, email, password }: Person & { readonly password: string },
): Promise<string> {
  const person = await tx.user.upsert({
    where: { email },
    create: { id, name, email, emailVerified: true },
    update: {},
    select: { id: true },
  });
  const account = await tx.account.findFirst({ where: { userId: person.id, providerId: "credential" } });
  if (account) await tx.account.update({ where: { id: account.id }, data: { password } });
  else
    await tx.account.create({
      data: {
        id: `credential-${person.id}`,
        userId: person.id,
        accountId: person.id,
        providerId: "credential",
        password,
      },
    });
  return person.id;
}
