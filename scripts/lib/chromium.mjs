import fs from "node:fs";
import { Explained } from "./run.mjs";

const installed = [
  // The same browser without its own windows: a third of the processor time of the whole one.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The browser for the journeys: `CHROMIUM_PATH`, else Playwright's own, else the system's.
 * @throws {Explained} where there is none, with how to get one.
 */
export async function findChromium() {
  const { chromium } = await import("playwright");
  const found = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...installed].find(
    (file) => file && fs.existsSync(file),
  );
  if (found) return found;
  throw new Explained(
    "The browser journeys need Chromium, and none was found. Get one with `npx playwright install chromium` or `apt-get install chromium`, or name one in CHROMIUM_PATH.",
  );
}

/** Without these a browser in a closed network spends its time on addresses that it cannot reach. */
export const chromiumArgs = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];
