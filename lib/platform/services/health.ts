import { database } from "#lib/platform/db/index.ts";

/** Whether the database answers a query of this process within its time for connecting. */
export async function isHealthy(): Promise<boolean> {
  try {
    await database().$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}
