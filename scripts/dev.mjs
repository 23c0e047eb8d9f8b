// `npm run dev`: the database and the worker of `npm start`, and Next's development server in place of the built pages.
import path from "node:path";
import { makeDataFolder, readSecrets } from "./lib/data.mjs";
import { databaseUrls, migrate, seed } from "./lib/database.mjs";
import { startDatabase } from "./lib/embedded.mjs";
import { commonEnvironment, ownerEnvironment, webEnvironment, workerEnvironment } from "./lib/environment.mjs";
import { checkNode, sayRunning, welcome } from "./lib/greeting.mjs";
import { takeLock } from "./lib/lock.mjs";
import { devServerPart, workerPart } from "./lib/parts.mjs";
import { writeRuntime } from "./lib/runtime.mjs";
import { session } from "./lib/session.mjs";
import { explainAndExit, setup } from "./lib/setup.mjs";

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST || "127.0.0.1";
const url = process.env.APP_URL ?? `http://localhost:${port}`;
const say = (sentence) => console.log(`  ${sentence}`);

async function dev() {
  checkNode();
  makeDataFolder();
  const holder = await takeLock(() => ({ pid: process.pid, url, step: "development" }));
  if (holder) return sayRunning(holder);
  const { supervise, groups, end } = session({ say });
  try {
    const secrets = readSecrets();
    const common = { ...commonEnvironment(secrets, url), NODE_ENV: "development" };
    await setup({ say });
    const started = await startDatabase({ secrets, supervise, say });
    const urls = databaseUrls(secrets, started?.port);
    const owner = ownerEnvironment(common, urls, secrets);
    writeRuntime({ worker: workerEnvironment(common, urls), owner });

    await migrate(owner);
    await seed(owner);
    const worker = workerPart({ ...workerEnvironment(common, urls), NODE_ENV: "production" });
    const web = devServerPart(webEnvironment(common, urls, { port, host }), { port, host });
    groups.push([web, worker]);
    supervise.start(worker);
    supervise.start(web);
    welcome(url, secrets);
    say(`Logs: ${path.relative(process.cwd(), common.NABLAB_DATA)}/worker.log`);
  } catch (error) {
    await end(error);
  }
}

dev().catch(explainAndExit);
