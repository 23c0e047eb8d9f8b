// `npm test`: everything that can be checked, and a last line that sums it up.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { holds, playwright, vitest } from "./lib/checks.mjs";
import { findChromium } from "./lib/chromium.mjs";
import { freePort } from "./lib/ports.mjs";
import { startSecondPostgres } from "./lib/second-postgres.mjs";
import { explainAndExit, setup } from "./lib/setup.mjs";
import { buildWeb } from "./lib/web-build.mjs";

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "nablab-test-"));
fs.chmodSync(temporary, 0o711);

/** The journeys run against a product with a data folder and a port of its own. */
async function journeys(name, args, env = {}) {
  const data = path.join(temporary, name);
  return playwright(args, { NABLAB_DATA: data, NABLAB_E2E_PORT: String(await freePort()), ...env });
}

async function journeysOnAnotherDatabase() {
  const second = await startSecondPostgres(path.join(temporary, "second"));
  try {
    return await journeys("external", ["--grep", "@database-url"], { DATABASE_URL: second.url, NABLAB_DEMO: "yes" });
  } finally {
    await second.stop();
  }
}

const checks = [
  ["Format and lint", () => holds("node_modules/@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."])],
  ["Types", () => holds("node_modules/typescript/bin/tsc", ["--noEmit"])],
  ["Unused files, exports and packages", () => holds("node_modules/knip/bin/knip.js", [])],
  ["Units, proofs and processes", () => vitest("--project=pure", "--project=apart")],
  ["A product started, killed and stopped", () => vitest("scripts/start.test.ts")],
  ["Submissions while the product is killed", () => vitest("scripts/kill.test.ts")],
  ["The same reports here and in Chromium", () => holds("scripts/replay-nodes.mjs", [])],
  ["Browser journeys", () => journeys("journeys", [])],
  ["A journey on a PostgreSQL named by DATABASE_URL", journeysOnAnotherDatabase],
];

async function test() {
  const say = (title) => console.log(`${title} …`);
  await setup({ only: ["install"], say });
  await findChromium();
  await setup({ say });
  await buildWeb(say);
  const total = { passed: 0, failed: 0 };
  const rows = [];
  for (const [title, run] of checks) {
    console.log(`\n== ${title}`);
    const began = performance.now();
    const { passed, failed } = await run();
    total.passed += passed;
    total.failed += failed;
    rows.push(
      `${failed === 0 ? "holds" : "BREAKS"}  ${title}: ${passed} passed, ${failed} failed (${((performance.now() - began) / 1000).toFixed(0)} s)`,
    );
  }
  console.log(`\n${rows.join("\n")}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

try {
  await test();
} catch (error) {
  explainAndExit(error);
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
