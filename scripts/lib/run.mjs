import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { root } from "./paths.mjs";

/** A sentence for the person at the terminal; printed without a stack. */
export class Explained extends Error {}

const running = new Set();

/** Ends the whole process group of every step that is still at work (npm ci, next build). */
export function killRunning() {
  for (const child of running) {
    try {
      process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
}

/**
 * Runs a JavaScript file with this Node and waits for it. Its output is kept and shown only if it does not end well,
 * or is passed on line by line with `onLine`.
 * @throws {Explained} when the exit code is not 0.
 */
export function runNode(file, args = [], { env = {}, onLine, title = path.basename(file) } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    running.add(child);
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    if (onLine) readline.createInterface({ input: child.stdout }).on("line", onLine);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(output);
      else reject(explain(title, code ?? signal, output));
    });
  });
}

function explain(title, code, output) {
  const fullDisk = /ENOSPC|No space left on device/.test(output);
  const sentence = fullDisk ? fullDiskSentence() : `${title} ended with ${code}.`;
  return new Explained(output ? `${sentence}\n${output.trimEnd()}` : sentence);
}

const megabytesFree = (place) => {
  const { bavail, bsize } = fs.statfsSync(place);
  return Math.floor((Number(bavail) * Number(bsize)) / 1e6);
};

const nearest = (place) => (fs.existsSync(place) ? place : nearest(path.dirname(place)));

/** Of the places that Nablab writes to, the one with the least room: `{ place, free }`, free in MB. */
export function fullestPlace() {
  const places = [root, path.resolve(root, process.env.NABLAB_DATA || ".data"), os.tmpdir()].map(nearest);
  return places.map((place) => ({ place, free: megabytesFree(place) })).sort((a, b) => a.free - b.free)[0];
}

/** What to say when a disk is full, with the place that is full. */
export function fullDiskSentence() {
  const { place, free } = fullestPlace();
  return `Too little room is left on the disk that holds ${place}: ${free} MB. Nablab needs about 2 GB in all; free some space and start again.`;
}

/** A sentence for what a person can act on, the stack for the rest. */
export function explanation(error) {
  if (error?.code === "ENOSPC" || error?.code === "EDQUOT") return fullDiskSentence();
  return error instanceof Explained ? error.message : error;
}

/** npm's own JavaScript file, so that no shell and no PATH stand between. */
export function npmCli() {
  const beside = path.dirname(fs.realpathSync(process.execPath));
  const candidates = [
    process.env.npm_execpath,
    path.join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    path.join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    "/usr/share/nodejs/npm/bin/npm-cli.js",
    "/usr/lib/node_modules/npm/bin/npm-cli.js",
  ];
  const found = candidates.find((file) => file?.endsWith(".js") && fs.existsSync(file));
  if (found) return found;
  throw new Explained("npm was not found beside this Node. Start with `npm start`, or install npm.");
}
