import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { mayEnter } from "./lib/database-user.mjs";
import { at } from "./lib/paths.mjs";
import { explanation, runNode } from "./lib/run.mjs";
import { hashInputs, unlessStamped } from "./lib/stamps.mjs";
import { freshData, runScript } from "./testing/product.ts";

const folder = fs.mkdtempSync(at("node_modules", ".stamp-test-"));
const inside = path.relative(at(), folder);
afterAll(() => fs.rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);

describe("a step of the setup", () => {
  let runs = 0;
  const step = {
    stamp: `${inside}/.stamp`,
    fingerprint: () => hashInputs([`${inside}/source`]),
    outputs: [`${inside}/output`],
    async run() {
      runs++;
      write("output", "made");
    },
  };

  it("is done once, and again when its input, its output or its name of a file changes", async () => {
    fs.mkdirSync(path.join(folder, "source"));
    write("source/a", "one");
    expect(await unlessStamped(step)).toBe(true);
    expect(await unlessStamped(step)).toBe(false);
    write("source/a", "two!");
    expect(await unlessStamped(step)).toBe(true);
    fs.rmSync(path.join(folder, "output"));
    expect(await unlessStamped(step)).toBe(true);
    fs.renameSync(path.join(folder, "source/a"), path.join(folder, "source/b"));
    expect(await unlessStamped(step)).toBe(true);
    expect(runs).toBe(4);
  });

  it("is done again after it was cut short", async () => {
    write("source/b", "three");
    const cut = () => Promise.reject(new Error("cut short"));
    await expect(unlessStamped({ ...step, run: cut })).rejects.toThrow("cut short");
    write("source/b", "two!");
    expect(await unlessStamped(step)).toBe(true);
  });

  it("is done again after one of its inputs was edited while it ran", async () => {
    write("source/b", "five");
    const edit = () => write("source/b", "fix!");
    expect(await unlessStamped({ ...step, run: edit })).toBe(true);
    expect(await unlessStamped(step)).toBe(true);
    expect(await unlessStamped(step)).toBe(false);
  });

  it("is done by one of two that find it stale", async () => {
    write("source/b", "four");
    const before = runs;
    const both = await Promise.all([unlessStamped(step), unlessStamped(step)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(runs).toBe(before + 1);
  });

  it("is not asked for by tests, which nothing is built from", () => {
    const before = step.fingerprint();
    write("source/c.test.ts", "it()");
    expect(step.fingerprint()).toBe(before);
  });
});

describe("what stands in the way", () => {
  it("is a full disk: the sentence names the place", async () => {
    const script = path.join(os.tmpdir(), `nablab-full-${process.pid}.mjs`);
    fs.writeFileSync(script, 'import fs from "node:fs"; fs.writeFileSync("/dev/full", "x");');
    const error = await runNode(script).then(String, (problem: unknown) => explanation(problem));
    fs.rmSync(script);
    expect(error).toMatch(/Too little room is left on the disk that holds \S+: \d+ MB/);
  });

  it("is a platform without a bundled PostgreSQL: DATABASE_URL is the way", async () => {
    const data = freshData();
    const preload = path.join(data, "arch.mjs");
    fs.writeFileSync(preload, 'Object.defineProperty(process, "arch", { value: "riscv64" });');
    const product = runScript("reset-demo.mjs --yes", data, { NODE_OPTIONS: `--import ${preload}` });
    await product.says(/There is no bundled PostgreSQL for \w+-riscv64\. Set DATABASE_URL/);
    expect(await product.ends()).toBe(1);
    fs.rmSync(data, { recursive: true });
  });

  it("is a Node that is too old", () => {
    const old = 'Object.defineProperty(process.versions, "node", { value: "18.19.0" });';
    const run = () =>
      execFileSync(process.execPath, ["-e", `${old} import(${JSON.stringify(at("scripts", "start.mjs"))})`], {
        stdio: "pipe",
      });
    expect(run).toThrow(/This is Node 18\.19\.0\. Nablab needs Node 20\.20 or newer/);
  });

  it("is a folder that the database's user may not enter", () => {
    const closed = path.join(folder, "closed");
    fs.mkdirSync(path.join(closed, "data"), { recursive: true });
    fs.chmodSync(closed, 0o700);
    const stranger = { uid: 65_000, gid: 65_000, name: "stranger" };
    expect(mayEnter(stranger, path.join(closed, "data"))).toBe(false);
    expect(mayEnter({ ...stranger, uid: fs.statSync(closed).uid }, closed)).toBe(true);
    fs.chmodSync(closed, 0o711);
    fs.chmodSync(folder, 0o711);
    expect(mayEnter(stranger, path.join(closed, "data"))).toBe(mayEnter(stranger, at()));
  });
});
