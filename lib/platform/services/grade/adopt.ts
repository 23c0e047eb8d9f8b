import { appendAudit, database, inTransaction, selectOtherEngines, takeOverJobs } from "#lib/platform/db/index.ts";
import { engineHash } from "../shared/grading.ts";

/**
 * Jobs of an engine of which no worker lives any more, as after an update, would wait for ever. They are given to this engine,
 * and the record says so; the report names the engine that made it.
 */
export async function adoptOrphans(isExtinct: (engine: string) => Promise<boolean>): Promise<number> {
  let adopted = 0;
  for (const engine of await selectOtherEngines(database(), engineHash)) {
    if (!(await isExtinct(engine))) continue;
    adopted += await inTransaction(async (tx) => {
      const count = await takeOverJobs(tx, engine, engineHash);
      const detail = { from: engine, to: engineHash, count };
      if (count > 0)
        await appendAudit(tx, { courseId: null, actorId: null, action: "job.adopt", subject: "grading_job", detail });
      return count;
    });
  }
  return adopted;
}
