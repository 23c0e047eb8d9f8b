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
import { explainAndExit, setup } from "./lib/setup.mjs";
import { untilHealthy } from "./lib/supervise.mjs";
import { closeNow, waitingServer } from "./lib/waiting-page.mjs";
import { buildWeb } from "./lib/web-build.mjs";

let step = "Looking at what is there";
let url = null;
const say = (sentence) => {
  step = sentence;
  console.log(`  ${sentence}`);
};

async function start() {
  checkNode();
  makeDataFolder();
  const holder = await takeLock(() => ({ pid: process.pid, url, step }));
  if (holder) return sayRunning(holder);

  const { supervise, groups, isStopping, end } = session({ say });
  try {
    const waiting = waitingServer(() => step);
    const host = process.env.HOST || "127.0.0.1";
    const port = await listenSomewhere(waiting, host, process.env.PORT);
    url = process.env.APP_URL ?? `http://${["127.0.0.1", "0.0.0.0", "::"].includes(host) ? "localhost" : host}:${port}`;
    console.log(`Nablab starts at ${url}`);

    const secrets = readSecrets();
    const common = commonEnvironment(secrets, url);
    await setup({ only: ["install"], say });
    const built = setup({ say }).then(() => buildWeb(say));
    const database = startDatabase({ secrets, supervise, say }).then((started) => {
      if (started) groups.push([started.part]);
      return started;
    });
    const [started] = await Promise.all([database, built]);

    const urls = databaseUrls(secrets, started?.port);
    let allowPort = () => {};
    const portFree = new Promise((resolve) => {
      allowPort = resolve;
    });
    const web = webPart(webEnvironment(common, urls, { port, host }), () => portFree);
    const worker = workerPart(workerEnvironment(common, urls));
    groups.unshift([web, worker]);
    supervise.start(web);

    const owner = ownerEnvironment(common, urls, secrets);
    say("Bringing the database up to date");
    await migrate(owner);
    await seed(owner);
    supervise.start(worker);
    writeRuntime({
      pid: process.pid,
      worker: workerEnvironment(common, urls),
      owner: { ...common, DATABASE_URL: urls.owner },
    });
    say("Starting the web server");
    await closeNow(waiting);
    allowPort();
    if (await untilHealthy(`http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/api/health`, isStopping))
      welcome(url, secrets);
  } catch (error) {
    await end(error);
  }
}

start().catch(explainAndExit);
