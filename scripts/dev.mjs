// `npm run dev`: the database and the worker of `npm start`, and Next's development server in place of the built pages.
import path from "node:path";
import { makeDataFolder, readSecrets } from "./lib/data.mjs";
import { databaseUrls, migrate, seed } from "./lib/database.mjs";
import { startDatabase } from "./lib/embedded.mjs";
import { commonEnvironment, ownerEnvironment, webEnvironment, workerEnvironment } from "./lib/environment.mjs";
import { checkNode, sayRunning, welcome } from "./lib/greeting.mjs";
import { takeLock } from "./lib/lock.mjs";
import { devServerPart, workerPart } from "./lib/parts.mjs";
import { Explained } from "./lib/run.mjs";
import { writeRuntime } from "./lib/runtime.mjs";
import { session } from "./lib/session.mjs";
import { explainAndExit, setup } from "./lib/setup.mjs";

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST || "127.0.0.1";
const url = process.env.APP_URL ?? `http://localhost:${port}`;
const say = (sentence) => console.log(`  ${sentence}`);

/** In development a part of the house that is not yet there costs only itself. */
async function attempt(what, work) {
  try {
    return (await work()) ?? true;
  } catch (error) {
    if (!(error instanceof Explained)) throw error;
    console.error(`${what}: ${error.message}`);
    return false;
  }
}

async function dev() {
  checkNode();
  makeDataFolder();
  const holder = await takeLock(() => ({ pid: process.pid, url, step: "development" }));
  if (holder) return sayRunning(holder);
  const { supervise, groups, end } = session({ say });
  try {
    const secrets = readSecrets();
    const common = { ...commonEnvironment(secrets, url), NODE_ENV: "development" };
    await setup({ only: ["install"], say });
    const started = await startDatabase({ secrets, supervise, say });
    const urls = databaseUrls(secrets, started?.port);
    const owner = ownerEnvironment(common, urls, secrets);
    writeRuntime({ worker: workerEnvironment(common, urls), owner });

    const step = (...only) => setup({ only, say });
    for (const name of ["prisma", "kernel", "grammar", "engine-hash", "sandbox", "monaco"])
      await attempt(name, () => step(name));
    const migrated = await attempt("migrate", () => step("migrate").then(() => migrate(owner)));
    if (migrated) await attempt("seed", () => step("seed").then(() => seed(owner)));
    const graded = await attempt("worker", () => step("sandbox-thread", "worker"));
    const worker = workerPart({ ...workerEnvironment(common, urls), NODE_ENV: "production" });
    const web = devServerPart(webEnvironment(common, urls, { port, host }), { port, host });
    groups.push([web, worker]);
    if (migrated && graded) supervise.start(worker);
    supervise.start(web);
    welcome(url, secrets);
    say(`Logs: ${path.relative(process.cwd(), common.NABLAB_DATA)}/worker.log`);
  } catch (error) {
    await end(error);
  }
}

dev().catch(explainAndExit);
