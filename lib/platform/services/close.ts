import { closeDatabase } from "#lib/platform/db/index.ts";
import { closeRunner } from "./shared/grading.ts";

/** Lets go of the database and the sandbox, so that a process may end. */
export async function closeServices(): Promise<void> {
  await closeRunner();
  await closeDatabase();
}
