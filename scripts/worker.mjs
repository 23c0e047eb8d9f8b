// `npm run worker`: one more grading worker. Beside a running product it finds the database by itself; on another
// machine it is told: DATABASE_URL and NABLAB_SERVER_KEY.
import { makeDataFolder } from "./lib/data.mjs";
import { workerPart } from "./lib/parts.mjs";
import { Explained } from "./lib/run.mjs";
import { readRuntime } from "./lib/runtime.mjs";
import { session } from "./lib/session.mjs";
import { explainAndExit, setup } from "./lib/setup.mjs";

async function environment() {
  const { DATABASE_URL, NABLAB_SERVER_KEY } = process.env;
  if (DATABASE_URL && NABLAB_SERVER_KEY) return { NODE_ENV: "production" };
  const running = await readRuntime();
  if (running) return running.worker;
  throw new Explained(
    "No Nablab runs in this checkout. Start it first, or set DATABASE_URL and NABLAB_SERVER_KEY to those of the one this worker grades for.",
  );
}

async function work() {
  const env = await environment();
  makeDataFolder();
  const say = (sentence) => console.log(`  ${sentence}`);
  await setup({
    only: ["install", "prisma", "kernel", "grammar", "engine-hash", "sandbox-thread", "worker", "prepare"],
    say,
  });
  const { supervise, groups } = session({ say, keepRuntime: true });
  const worker = workerPart(env);
  groups.push([worker]);
  supervise.start(worker);
  say("The worker takes jobs. Ctrl-C finishes the one at hand and stops it.");
}

work().catch(explainAndExit);
