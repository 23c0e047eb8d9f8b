// `npm start`: from a bare checkout to the running product. Only Node's built-ins are imported before the packages
// are installed; what needs a package is imported by the step that needs it.
import { makeDataFolder, readSecrets } from "./lib/data.mjs";
import { databaseUrls, migrate, seed } from "./lib/database.mjs";
import { startDatabase } from "./lib/embedded.mjs";
import { commonEnvironment, ownerEnvironment, webEnvironment, workerEnvironment } from "./lib/environment.mjs";
import { checkNode, sayRunning, welcome } from "./lib/greeting.mjs";
import { takeLock } from "./lib/lock.mjs";
import { webPart, workerPart } from "./lib/parts.mjs";
import { listenSomewhere } from "./lib/ports.mjs";
import { writeRuntime } from "./lib/runtime.mjs";
import { session } from "./lib/session.mjs";
import { explainAndExit, setup, setupApart } from "./lib/setup.mjs";
import { untilHealthy } from "./lib/supervise.mjs";
import { closeNow, waitingServer } from "./lib/waiting-page.mjs";
import { buildWeb } from "./lib/web-build.mjs";

let step = "Looking at what is there";
let url = null;
const say = (sentence) => {
  step = sentence;
  console.log(`  ${sentence}`);
};

/** Binds the port to the waiting page, and settles the address that people type. */
async function openWaitingPage() {
  const page = waitingServer(() => step);
  const host = process.env.HOST || "127.0.0.1";
  const port = await listenSomewhere(page, host, process.env.PORT);
  const here = ["127.0.0.1", "0.0.0.0", "::"].includes(host) ? "localhost" : host;
  url = process.env.APP_URL ?? `http://${here}:${port}`;
  console.log(`Nablab starts at ${url}`);
  return { page, host, port, probe: `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}` };
}

/** Everything built, and beside that the database started. */
async function prepare({ secrets, supervise }) {
  await setup({ only: ["install"], say });
  const built = setupApart({ say }).then(() => buildWeb(say));
  const [database] = await Promise.all([startDatabase({ secrets, supervise, say }), built]);
  return database;
}

async function start() {
  checkNode();
  makeDataFolder();
  const holder = await takeLock(() => ({ pid: process.pid, url, step }));
  if (holder) return sayRunning(holder);

  const { supervise, groups, isStopping, end } = session({ say });
  try {
    const waiting = await openWaitingPage();
    const secrets = readSecrets();
    const common = commonEnvironment(secrets, url);
    const database = await prepare({ secrets, supervise });
    const urls = databaseUrls(secrets, database?.port);

    let freePort = () => {};
    const portIsFree = new Promise((resolve) => {
      freePort = resolve;
    });
    const web = webPart(webEnvironment(common, urls, waiting), () => portIsFree);
    const worker = workerPart(workerEnvironment(common, urls));
    groups.push([web, worker]);
    supervise.start(web);

    const owner = ownerEnvironment(common, urls, secrets);
    say("Bringing the database up to date");
    await migrate(owner);
    await seed(owner);
    supervise.start(worker);
    writeRuntime({ worker: workerEnvironment(common, urls), owner: { ...common, DATABASE_URL: urls.owner } });
    say("Starting the web server");
    await closeNow(waiting.page);
    freePort();
    if (await untilHealthy(`${waiting.probe}/api/health`, isStopping)) welcome(url, secrets);
  } catch (error) {
    await end(error);
  }
}

start().catch(explainAndExit);
