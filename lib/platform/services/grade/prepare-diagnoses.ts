import { prepareDiagnosis } from "#lib/grading/grader/index.ts";
import { database, selectCurrentVersions, selectExercise } from "#lib/platform/db/index.ts";
import { runner } from "../shared/grading.ts";

/**
 * Works out ahead what the first wrong answer to each exercise would wait for, one exercise after the other, until `isStopped`. It is
 * a second or so each, kept in this process.
 */
export async function prepareDiagnoses(isStopped: () => boolean): Promise<void> {
  for (const hash of await selectCurrentVersions(database())) {
    if (isStopped()) return;
    await prepareDiagnosis(await selectExercise(database(), hash), runner());
  }
}
