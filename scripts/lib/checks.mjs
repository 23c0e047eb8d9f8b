import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { at, root } from "./paths.mjs";

/** Runs a tool of node_modules with its output on the terminal, and gives its exit code. */
export function runTool(file, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [at(file), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** A check that holds or does not: one passed or one failed. */
export async function holds(file, args, env) {
  const code = await runTool(file, args, env);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const reportFile = (name) => path.join(os.tmpdir(), `nablab-${name}-${process.pid}.json`);

/** Reads a tool's JSON report once; a tool that ended badly without saying why counts as one failure. */
function count(file, code, read) {
  let { passed, failed } = { passed: 0, failed: 0 };
  if (fs.existsSync(file)) {
    ({ passed, failed } = read(JSON.parse(fs.readFileSync(file, "utf8"))));
    fs.rmSync(file);
  }
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

export async function vitest(...args) {
  const file = reportFile("vitest");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await runTool("node_modules/vitest/vitest.mjs", ["run", ...reporters, ...args]);
  return count(file, code, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));
}

/** A skipped or flaky journey is not a passed one. */
export async function playwright(args, env) {
  const file = reportFile("playwright");
  const cli = "node_modules/@playwright/test/cli.js";
  const code = await runTool(cli, ["test", ...args], { ...env, NABLAB_E2E_REPORT: file });
  return count(file, code, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped,
  }));
}
