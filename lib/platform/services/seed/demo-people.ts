import { randomUUID } from "node:crypto";
import { hashPassword } from "#lib/platform/auth/index.ts";
import { insertPersonOnce, type Role, selectOptionalRole, type Tx, upsertRole } from "#lib/platform/db/index.ts";

const PEOPLE = [
  { role: "student", name: "Mira Kern" },
  { role: "assistant", name: "Jonas Lind" },
  { role: "instructor", name: "Ada Rossi" },
] as const satisfies readonly { readonly role: Role; readonly name: string }[];

export const demoEmail = (role: Role): string => `${role}@demo.nablab.local`;

/**
 * The demo's people, where the environment gives their passwords; each is made once, and a new password replaces the old.
 * An account that somebody made by signing up stays as it is.
 */
export async function demoPeople(tx: Tx, courseId: string): Promise<void> {
  for (const { role, name } of PEOPLE) {
    const password = process.env[`NABLAB_DEMO_${role.toUpperCase()}_PASSWORD`];
    if (!password) continue;
    const person = { id: randomUUID(), name, email: demoEmail(role), password: await hashPassword(password) };
    const id = await insertPersonOnce(tx, person);
    if (id !== null && (await selectOptionalRole(tx, courseId, id)) === null) await upsertRole(tx, courseId, id, role);
  }
}
