import { createHash } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { dataFolder } from "./data.mjs";

const key = createHash("sha256")
  .update(`${process.getuid?.() ?? 0} ${dataFolder}`)
  .digest("hex")
  .slice(0, 16);
const socket =
  process.platform === "win32" ? `\\\\.\\pipe\\nablab-${key}` : path.join(os.tmpdir(), `nablab-${key}.sock`);

/** What the process that holds this data folder says of itself, or null if nobody answers. */
export function whoIsRunning() {
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

/**
 * Holds the data folder by listening on a socket, which ends with the process and so is never stale.
 * @param tellOthers what to tell a second start
 * @returns null if the lock is ours, otherwise what the holder says.
 */
export async function takeLock(tellOthers) {
  for (let attempt = 0; attempt < 3; attempt++) {
    const server = net.createServer((connection) => connection.on("error", () => {}).end(JSON.stringify(tellOthers())));
    const taken = await new Promise((resolve, reject) => {
      server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error)));
      server.listen(socket, () => resolve(true));
    });
    if (taken) {
      server.unref();
      process.on("exit", () => fs.rmSync(socket, { force: true }));
      return null;
    }
    const holder = await whoIsRunning();
    if (holder) return holder;
    fs.rmSync(socket, { force: true });
  }
  return { pid: null, url: null };
}
