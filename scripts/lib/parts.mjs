import { spawn } from "node:child_process";
import fs from "node:fs";
import { inData } from "./data.mjs";
import { at, root } from "./paths.mjs";
import { spawnPostgres } from "./postgres.mjs";

const preloadUrl = new URL("./preload.mjs", import.meta.url).href;
const preload = ["--enable-source-maps", "--import", preloadUrl];

/** A session of its own keeps the terminal's Ctrl-C from reaching it; the channel tells it when we are gone. */
function spawnNode(name, args, env) {
  const log = fs.openSync(inData(`${name}.log`), "a", 0o600);
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: root,
    env: { ...process.env, ...env, NABLAB_SUPERVISED: "1" },
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  fs.closeSync(log);
  return child;
}

export const postgresPart = (place, port) => ({
  name: "PostgreSQL",
  signal: "SIGINT",
  grace: 10_000,
  spawn: () => spawnPostgres(place, port),
});

/** @param mayListen a promise; until it is fulfilled the port is left to the waiting page. */
export const webPart = (env, mayListen) => ({
  name: "The web server",
  signal: "SIGTERM",
  grace: 8000,
  spawn() {
    const child = spawnNode("web", [at(".next", "standalone", "server.js")], env);
    child.on("message", () => {
      mayListen().then(() => child.connected && child.send("port free"));
    });
    return child;
  },
});

/** A job that runs when the worker is asked to stop is finished first. */
export const workerPart = (env) => ({
  name: "The grading worker",
  signal: "SIGTERM",
  grace: 15_000,
  spawn: () => spawnNode("worker", [at("dist", "worker.mjs")], env),
});

/** Next's development server, whose output is the developer's. */
export const devServerPart = (env, { port, host }) => ({
  name: "The development server",
  signal: "SIGTERM",
  grace: 3000,
  spawn() {
    const next = at("node_modules", "next", "dist", "bin", "next");
    const nodeOptions = `${process.env.NODE_OPTIONS ?? ""} --import ${preloadUrl}`;
    return spawn(process.execPath, [next, "dev", "-p", String(port), "-H", host], {
      cwd: root,
      env: { ...process.env, ...env, NODE_OPTIONS: nodeOptions },
      detached: true,
      stdio: ["ignore", "inherit", "inherit"],
    });
  },
});
