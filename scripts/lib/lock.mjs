import { createHash } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dataFolder } from "./data.mjs";
import { root } from "./paths.mjs";

function socketFor(what) {
  const key = createHash("sha256")
    .update(`${process.getuid?.() ?? 0} ${what}`)
    .digest("hex")
    .slice(0, 16);
  return process.platform === "win32" ? `\\\\.\\pipe\\nablab-${key}` : path.join(os.tmpdir(), `nablab-${key}.sock`);
}

const dataSocket = socketFor(dataFolder);

/** What the process that listens says of itself, or null if nobody answers. */
function ask(socket) {
  return new Promise((resolve) => {
    const connection = net.connect(socket);
    let answer = "";
    connection.on("data", (chunk) => {
      answer += chunk;
    });
    connection.on("error", () => resolve(null));
    connection.on("close", () => resolve(answer ? JSON.parse(answer) : null));
    connection.setTimeout(2000, () => connection.destroy());
  });
}

/** The process that holds the data folder, or null. */
export const whoIsRunning = () => ask(dataSocket);

/**
 * Listens on a socket, which ends with the process and so is never held by nobody.
 * @returns the server if the lock is ours, otherwise `{ holder }`
 */
async function take(socket, tellOthers) {
  for (let attempt = 0; attempt < 3; attempt++) {
    const server = net.createServer((connection) => connection.on("error", () => {}).end(JSON.stringify(tellOthers())));
    const taken = await new Promise((resolve, reject) => {
      server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error)));
      server.listen(socket, () => resolve(true));
    });
    if (taken) return { server };
    const holder = await ask(socket);
    if (holder) return { holder };
    fs.rmSync(socket, { force: true });
  }
  return { holder: { pid: null, url: null } };
}

/**
 * Holds the data folder until this process ends.
 * @param tellOthers what a second start is told
 * @returns null if it is ours, otherwise what the holder says
 */
export async function takeLock(tellOthers) {
  const { server, holder } = await take(dataSocket, tellOthers);
  if (!server) return holder;
  server.unref();
  process.on("exit", () => fs.rmSync(dataSocket, { force: true }));
  return null;
}

/** Does work that two processes must not do in one checkout at a time; the second waits. */
export async function oneAtATime(work) {
  const socket = socketFor(`build ${root}`);
  for (;;) {
    const { server } = await take(socket, () => ({ pid: process.pid }));
    if (!server) {
      await sleep(200);
      continue;
    }
    try {
      return await work();
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  }
}
