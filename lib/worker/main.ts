import { fork } from "node:child_process";
import { closeDatabase, databaseUrl } from "#lib/platform/db/index.ts";
import { work } from "#lib/platform/queue/index.ts";
import {
  adoptOrphans,
  closeRunner,
  engineHash,
  gradeSubmission,
  startRunner,
  warmUp,
} from "#lib/platform/services/worker.ts";

/** The grading worker: takes jobs of its engine until it is told to stop. Any number may run, on any machine. */
process.env.DATABASE_POOL ??= "5";
const say = (sentence: string) => console.log(`${new Date().toISOString()} ${sentence}`);

const PREPARE_AFTER_MS = 30_000;

startRunner({ keepsPrints: true });
const working = await work({
  url: databaseUrl(),
  engine: engineHash,
  concurrency: Number(process.env.NABLAB_WORKER_JOBS ?? 2),
  grade: gradeSubmission,
  report: say,
  async sweep(alive) {
    const adopted = await adoptOrphans((engine) => alive.isExtinct(engine));
    if (adopted > 0) say(`Took over ${adopted} ${adopted === 1 ? "job" : "jobs"} of an engine that no worker runs.`);
  },
});
say(`Grading with engine ${engineHash.slice(0, 8)}.`);
process.send?.("ready");
warmUp().catch((error) => say(`The first answer will find nothing loaded: ${error}`));

let stopping = false;
// After the rush of a start; what is handed in meanwhile works out what it needs itself.
const preparing = setTimeout(() => void fork(new URL("./prepare.mjs", import.meta.url)), PREPARE_AFTER_MS);
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  clearTimeout(preparing);
  await working.stop();
  await closeRunner();
  await closeDatabase();
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT", "disconnect"] as const) process.on(signal, () => void stop());
