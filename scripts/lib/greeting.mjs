import { demoEmail, demoRoles, hasDemo } from "./environment.mjs";
import { Explained } from "./run.mjs";

/** @throws {Explained} where this Node is older than what the packages need. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  throw new Explained(
    `This is Node ${process.versions.node}. Nablab needs Node 20.20 or newer (20, 22 and 24 are tested).`,
  );
}

export function sayRunning({ pid, url, step }) {
  if (!pid)
    throw new Explained("Another start holds the data folder and does not answer. Wait a moment, then start again.");
  console.log(url ? `Already running (process ${pid}): ${url}` : `Already starting (process ${pid}): ${step}.`);
}

/** The address and who can sign in, printed at each start. */
export function welcome(url, secrets) {
  if (!hasDemo()) return console.log(`\nNablab is ready: ${url}\n\nCtrl-C stops it.`);
  const rows = demoRoles.map((role) => `  ${role.padEnd(11)} ${demoEmail(role).padEnd(32)} ${secrets.demo[role]}`);
  console.log(`\nNablab is ready: ${url}\n\nSign in to the demo course as\n${rows.join("\n")}\n\nCtrl-C stops it.`);
}
