import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { chromiumArgs, findChromium } from "./scripts/lib/chromium.mjs";

// The workers read this file again and must see the same product: a fresh data folder of its own, with its secrets.
process.env.NABLAB_DATA ??= fs.mkdtempSync(path.join(os.tmpdir(), "nablab-e2e-"));
process.env.NABLAB_E2E_PORT ??= "3210";
const { NABLAB_DATA, NABLAB_E2E_PORT, NABLAB_E2E_REPORT } = process.env;
// A product that runs already is used as it is, with NABLAB_DATA naming its data folder.
const running = process.env.NABLAB_E2E_URL;
const baseURL = running ?? `http://localhost:${NABLAB_E2E_PORT}`;
if (!running) {
  // The database's user has to pass through.
  fs.mkdirSync(NABLAB_DATA, { recursive: true });
  fs.chmodSync(NABLAB_DATA, 0o711);
}

const webServer = {
  command: "node scripts/start.mjs",
  url: `${baseURL}/api/health`,
  timeout: 300_000,
  gracefulShutdown: { signal: "SIGINT", timeout: 20_000 },
  stdout: "ignore",
  env: { PORT: NABLAB_E2E_PORT, NABLAB_DATA, HOST: "" },
} as const;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: NABLAB_E2E_REPORT ? [["list"], ["json", { outputFile: NABLAB_E2E_REPORT }]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    launchOptions: { executablePath: await findChromium(), args: [...chromiumArgs] },
    screenshot: "only-on-failure",
    // A trace costs as much processor time as the journey itself: NABLAB_E2E_TRACE=on keeps one of each that fails.
    trace: process.env.NABLAB_E2E_TRACE === "on" ? "retain-on-failure" : "off",
  },
  ...(running ? {} : { webServer }),
});
