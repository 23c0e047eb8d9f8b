import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshData, healthy, partOf, processes, replaced, runScript, type Started } from "./testing/product.ts";

const ready = /Nablab is ready: (http:\S+)/;

async function startOn(data: string, env: Readonly<Record<string, string>> = {}) {
  const product = runScript("start.mjs", data, env);
  const [, url] = await product.says(ready, 300);
  return { product, url: url ?? "" };
}

async function stop(product: Started) {
  product.child.kill("SIGINT");
  return product.ends();
}

describe("one product", () => {
  const data = freshData();
  let product: Started;
  let url: string;

  beforeAll(async () => {
    ({ product, url } = await startOn(data));
  }, 400_000);

  afterAll(async () => {
    await stop(product);
    fs.rmSync(data, { recursive: true, force: true });
  });

  it("prints a login for each role, and keeps the secrets for its owner alone", () => {
    for (const role of ["student", "assistant", "instructor"]) {
      expect(product.output()).toMatch(new RegExp(`${role}\\s+\\S+@\\S+\\s+\\w{4}-\\w{4}-\\w{4}`));
    }
    expect(fs.statSync(path.join(data, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("answers on loopback only", () => {
    const port = Number(new URL(url).port);
    const listening = fs
      .readFileSync("/proc/net/tcp", "utf8")
      .split("\n")
      .filter((line) => line.includes(" 0A "));
    const mine = listening.filter((line) =>
      line.includes(`:${port.toString(16).toUpperCase().padStart(4, "0")} 00000000`),
    );
    expect(mine).toHaveLength(1);
    expect(mine[0]).toContain("0100007F");
  });

  it("is not started twice: the second start says where the first one is, and ends well", async () => {
    const second = runScript("start.mjs", data);
    await second.says(/Already running \(process \d+\): http/);
    expect(await second.ends()).toBe(0);
    expect(second.output()).toContain(url);
  });

  it("leaves a busy port to its owner: another data folder takes the next free one", async () => {
    const other = freshData();
    const { product: neighbour, url: elsewhere } = await startOn(other);
    expect(elsewhere).not.toBe(url);
    await healthy(url);
    await healthy(elsewhere);
    expect(await stop(neighbour)).toBe(0);
    fs.rmSync(other, { recursive: true, force: true });
  }, 60_000);

  it("says so when the port that was asked for is busy", async () => {
    const other = freshData();
    const refused = runScript("start.mjs", other, { PORT: new URL(url).port });
    await refused.says(/Port \d+ is busy\. Name another in PORT/);
    expect(await refused.ends()).toBe(1);
    fs.rmSync(other, { recursive: true, force: true });
  });

  it.each(["web", "worker", "postgres"] as const)(
    "starts the %s again after kill -9",
    async (part) => {
      const before = partOf(product, part);
      expect(before).not.toBeNull();
      process.kill(before ?? 0, "SIGKILL");
      await replaced(product, part, before);
      expect(await healthy(url)).toBeLessThan(20);
    },
    40_000,
  );

  it("leaves nothing behind when the supervisor itself is killed, and starts again over its lock and database", async () => {
    const pids = [partOf(product, "web"), partOf(product, "worker")];
    const database = partOf(product, "postgres");
    product.child.kill("SIGKILL");
    const alive = () => processes().filter((p) => pids.includes(p.pid));
    await expect.poll(alive, { timeout: 15_000 }).toEqual([]);
    ({ product, url } = await startOn(data));
    expect(processes().some((p) => p.pid === database)).toBe(false);
  }, 60_000);

  it("stops everything on SIGTERM, and starts again within five seconds", async () => {
    product.child.kill("SIGTERM");
    expect(await product.ends()).toBe(0);
    expect(processes().filter((p) => p.command.includes(data))).toEqual([]);
    const began = performance.now();
    ({ product, url } = await startOn(data));
    expect((performance.now() - began) / 1000).toBeLessThan(5);
  }, 60_000);

  it("is reset only when it does not run, and only when asked for by name", async () => {
    const refused = runScript("reset-demo.mjs --yes", data);
    await refused.says(/is running .* Stop it/);
    expect(await refused.ends()).toBe(1);
    await stop(product);
    const unsure = runScript("reset-demo.mjs", data);
    await unsure.says(/deletes every account, answer and report/);
    expect(await unsure.ends()).toBe(1);
    const before = fs.readFileSync(path.join(data, "secrets.json"), "utf8");
    expect(await runScript("reset-demo.mjs --yes", data).ends()).toBe(0);
    ({ product, url } = await startOn(data));
    expect(fs.readFileSync(path.join(data, "secrets.json"), "utf8")).toBe(before);
  }, 60_000);
});

describe("before the packages are there", () => {
  it("shows the step on a waiting page within its first two seconds", async () => {
    const data = freshData();
    const product = runScript("start.mjs", data);
    const [, url] = await product.says(/Nablab starts at (http:\S+)/, 2);
    const first = await fetch(url ?? "");
    const page = await first.text();
    if (first.status === 503) expect(page).toContain("Nablab is starting");
    else expect(first.status).toBeLessThan(400);
    await product.says(ready, 300);
    await stop(product);
    fs.rmSync(data, { recursive: true, force: true });
  }, 60_000);

  it("refuses an address that is not this machine's, and a port that is no number", async () => {
    const data = freshData();
    const host = runScript("start.mjs", data, { HOST: "203.0.113.7" });
    await host.says(/HOST is 203\.0\.113\.7, which is no address of this machine/);
    expect(await host.ends()).toBe(1);
    const port = runScript("start.mjs", data, { PORT: "many" });
    await port.says(/PORT is many; a port is a number/);
    expect(await port.ends()).toBe(1);
    fs.rmSync(data, { recursive: true, force: true });
  });
});
