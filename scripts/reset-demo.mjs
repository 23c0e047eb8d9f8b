// `npm run reset-demo`: throws the embedded database away, so that the next start seeds the demo course anew.
import fs from "node:fs";
import readline from "node:readline/promises";
import { dataFolder } from "./lib/data.mjs";
import { whoIsRunning } from "./lib/lock.mjs";
import { postgresPlace, stopOrphan } from "./lib/postgres.mjs";
import { Explained } from "./lib/run.mjs";
import { explainAndExit } from "./lib/setup.mjs";

async function isSure(cluster) {
  if (process.argv.includes("--yes")) return true;
  if (!process.stdin.isTTY)
    throw new Explained("This deletes every account, answer and report. Say so with `npm run reset-demo -- --yes`.");
  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `This deletes every account, answer and report in ${cluster}. Type reset to go on: `,
  );
  terminal.close();
  return answer.trim() === "reset";
}

async function reset() {
  if (process.env.DATABASE_URL)
    throw new Explained(
      "DATABASE_URL is set. Only the embedded database can be reset; unset it, or drop that database yourself.",
    );
  const running = await whoIsRunning();
  if (running) throw new Explained(`Nablab is running (process ${running.pid}). Stop it with Ctrl-C, then reset.`);
  const place = postgresPlace();
  if (!fs.existsSync(place.cluster)) return console.log(`There is no database in ${dataFolder} yet.`);
  if (!(await isSure(place.cluster))) return console.log("Nothing was deleted.");
  await stopOrphan(place);
  fs.rmSync(place.cluster, { recursive: true });
  console.log("The database is gone. The next `npm start` makes the demo course anew; its logins stay the same.");
}

reset().catch(explainAndExit);
