import type { Runner } from "#lib/core/runner.ts";
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
import { whenIdle } from "./idle.ts";

let turn: Promise<unknown> = Promise.resolve();

/** One run after the other, each only when the processors are idle. */
const patient: Runner = {
  run(request, options) {
    const mine = turn.then(whenIdle).then(() => runner().run(request, options));
    turn = mine.catch(() => {});
    return mine;
  },
};

/**
 * Works out ahead what the first wrong answer to each exercise would wait for, and keeps it with the exercise version: first for every
 * solution, then for the alternatives. One process does it at a time; for others there is nothing to do.
 */
export function prepareDiagnoses(): Promise<void> {
  return alone(databaseUrl(), `nablab-prepare:${engineHash}`, async () => {
    await deleteOldSlipPrints(database(), engineHash);
    const versions = await selectCurrentVersions(database());
    for (const sources of ["solutions", "alternatives"] as const) {
      for (const hash of versions) await prepareDiagnosis(await selectExercise(database(), hash), patient, sources);
    }
  });
}
