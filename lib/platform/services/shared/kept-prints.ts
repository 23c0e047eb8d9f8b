import type { PrintStore } from "#lib/grading/grader/index.ts";
import { database, insertSlipPrint, isUnreachable, selectOptionalSlipPrint } from "#lib/platform/db/index.ts";

/**
 * What slips compute, kept in the database for one engine. A database that is away costs a grading nothing but the work itself;
 * `mayWrite` is for a process whose role may.
 */
export const keptPrints = (engine: string, mayWrite: boolean): PrintStore => ({
  async read({ exercise, part, file }) {
    const key = { versionHash: exercise, engine, partId: part, file };
    return selectOptionalSlipPrint(database(), key).catch(nullWhereAway);
  },
  async write({ exercise, part, file }, kept) {
    if (!mayWrite) return;
    const key = { versionHash: exercise, engine, partId: part, file };
    await insertSlipPrint(database(), key, kept).catch(nullWhereAway);
  },
});

function nullWhereAway(error: unknown): null {
  if (isUnreachable(error)) return null;
  throw error;
}
