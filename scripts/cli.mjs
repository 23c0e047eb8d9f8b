// `npm run nablab -- …` and `npm run grade -- …`: builds the command line where it is stale, then hands over.
import { spawn } from "node:child_process";
import { at } from "./lib/paths.mjs";
import { readRuntime } from "./lib/runtime.mjs";
import { explainAndExit, setup } from "./lib/setup.mjs";

try {
  await setup({
    only: ["install", "prisma", "kernel", "grammar", "engine-hash", "sandbox-thread", "cli"],
    say: (title) => console.error(`${title} …`),
  });
  const runtime = process.env.DATABASE_URL ? null : await readRuntime();
  const child = spawn(process.execPath, ["--enable-source-maps", at("dist", "cli.mjs"), ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, NABLAB_ROOT: at(), ...runtime?.owner },
  });
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
} catch (error) {
  explainAndExit(error);
}
