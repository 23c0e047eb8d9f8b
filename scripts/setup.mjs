// Installs, generates and builds whatever is stale by content hash. `--only prisma,kernel` does just those steps.
import { explainAndExit, setup } from "./lib/setup.mjs";

const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1]?.split(",") : undefined;
const started = performance.now();
try {
  const done = await setup({ only, say: (title) => console.log(`${title} …`) });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(done.length === 0 ? `Nothing is stale (${seconds} s).` : `Done in ${seconds} s: ${done.join(", ")}.`);
} catch (error) {
  explainAndExit(error);
}
