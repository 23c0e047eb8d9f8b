import { prepareDiagnosis } from "#lib/grading/grader/index.ts";
import {
  database,
  databaseUrl,
  deleteOldSlipPrints,
  selectCurrentVersions,
  selectExercise,
} from "#lib/platform/db/index.ts";
import { alone } from "#lib/platform/queue/index.ts";
import { engineHash, runner } from "../shared/grading.ts";

/**
 * Works out ahead what the first wrong answer to each exercise would wait for, and keeps it with the exercise version: first for every
 * solution, then for the alternatives. One process does it at a time; for others there is nothing to do.
 */
export function prepareDiagnoses(): Promise<void> {
  return alone(databaseUrl(), `nablab-prepare:${engineHash}`, async () => {
    await deleteOldSlipPrints(database(), engineHash);
    const versions = await selectCurrentVersions(database());
    for (const sources of ["solutions", "alternatives"] as const) {
      for (const hash of versions) await prepareDiagnosis(await selectExercise(database(), hash), runner(), sources);
    }
  });
}
