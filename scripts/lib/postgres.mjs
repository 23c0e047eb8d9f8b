import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dataFolder } from "./data.mjs";
import { databaseUser, mayEnter } from "./database-user.mjs";
import { postgresPackage } from "./install.mjs";
import { Explained, fullDiskSentence } from "./run.mjs";

const executable = (name) => (process.platform === "win32" ? `${name}.exe` : name);

/**
 * Where the binaries, the cluster and its log lie, and who runs them. Where the database's user may not enter the checkout
 * or the data folder, both go to a folder of the system's that it may enter, and stay there.
 */
export function postgresPlace(folder = dataFolder) {
  const user = databaseUser();
  const native = path.join(postgresPackage(), "native");
  const here = { user, native, cluster: path.join(folder, "pg"), log: path.join(folder, "postgres.log") };
  if (!user) return here;
  const key = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const elsewhere = path.join(process.platform === "darwin" ? "/var/db" : "/var/lib", `nablab-${key}`);
  const moved = { ...here, native: path.join(elsewhere, "native"), cluster: path.join(elsewhere, "pg") };
  if (fs.existsSync(moved.cluster)) return copyBinaries(moved, native);
  if (mayEnter(user, native) && mayEnter(user, folder)) return here;
  if (fs.existsSync(here.cluster)) {
    throw new Explained(
      `The database in ${here.cluster} cannot be reached by ${user.name}, who runs it. Open the folders above it (chmod o+x), then start again.`,
    );
  }
  fs.mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  return copyBinaries(moved, native);
}

function copyBinaries(place, source) {
  const version = fs.readFileSync(path.join(source, "..", "package.json"), "utf8");
  const mark = path.join(place.native, ".version");
  if (fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === version) return place;
  fs.rmSync(place.native, { recursive: true, force: true });
  fs.cpSync(source, place.native, { recursive: true, verbatimSymlinks: true });
  fs.writeFileSync(mark, version);
  return place;
}

const ids = (user) => (user ? { uid: user.uid, gid: user.gid } : {});

/** Makes the cluster beside its final place and renames it, so that there is never half a cluster. */
export async function makeCluster({ native, cluster, user }, superuserPassword) {
  if (fs.existsSync(path.join(cluster, "PG_VERSION"))) return false;
  const building = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  fs.rmSync(building, { recursive: true, force: true });
  fs.mkdirSync(building, { mode: 0o700 });
  fs.writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (user) for (const file of [building, passwordFile]) fs.chownSync(file, user.uid, user.gid);
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const args = ["-D", building, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, ...locale];
  try {
    await new Promise((resolve, reject) => {
      const options = { cwd: path.parse(cluster).root, ...ids(user) };
      execFile(path.join(native, "bin", executable("initdb")), args, options, (error, stdout, stderr) =>
        error ? reject(clusterProblem(error, `${stdout}${stderr}`, cluster)) : resolve(),
      );
    });
    fs.renameSync(building, cluster);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  return true;
}

function clusterProblem(error, output, cluster) {
  if (/No space left|ENOSPC/.test(output)) return new Explained(fullDiskSentence());
  if (error.code === "EACCES") {
    return new Explained(
      `The database's user may not reach ${cluster}. Move the checkout, or name a folder in NABLAB_DATA.`,
    );
  }
  return new Explained(`PostgreSQL did not make its cluster in ${cluster}.\n${output || error.message}`);
}

const pidFile = (cluster) => path.join(cluster, "postmaster.pid");

function readPidFile(cluster) {
  try {
    const lines = fs.readFileSync(pidFile(cluster), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return null;
  }
}

export const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** Whether a process is a postmaster on this cluster, and not some other that got its number later. */
function servesCluster(pid, cluster) {
  if (process.platform !== "linux") return isAlive(pid);
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(cluster);
  } catch {
    return false;
  }
}

/** Stops a postmaster that outlived its supervisor, with a fast shutdown. */
export async function stopOrphan({ cluster }) {
  const found = readPidFile(cluster);
  if (!found || !servesCluster(found.pid, cluster)) return;
  process.kill(found.pid, "SIGINT");
  for (let i = 0; i < 200 && isAlive(found.pid); i++) await sleep(50);
}

/** Starts the postmaster on a port of loopback. Its output goes to the log. */
export function spawnPostgres({ native, cluster, user, log: logFile }, port) {
  const log = fs.openSync(logFile, "w", 0o600);
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "60",
    shared_buffers: "64MB",
    log_timezone: "UTC",
    timezone: "UTC",
  };
  const args = [
    "-D",
    cluster,
    "-p",
    String(port),
    ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`]),
  ];
  const child = spawn(path.join(native, "bin", executable("postgres")), args, {
    cwd: path.parse(cluster).root,
    detached: true,
    stdio: ["ignore", log, log],
    ...ids(user),
  });
  fs.closeSync(log);
  return child;
}

/** Waits until the postmaster says in its pid file that it takes connections. */
export async function postgresReady({ cluster, log }, child) {
  for (;;) {
    const found = readPidFile(cluster);
    if (found?.ready && found.pid === child.pid) return;
    if (child.exitCode !== null || child.signalCode !== null) throw postgresProblem(log);
    await sleep(15);
  }
}

function postgresProblem(file) {
  const log = fs.readFileSync(file, "utf8");
  if (/No space left on device/.test(log)) return new Explained(fullDiskSentence());
  return new Explained(`PostgreSQL stopped while starting. The last lines of ${file}:\n${log.slice(-1500)}`);
}
