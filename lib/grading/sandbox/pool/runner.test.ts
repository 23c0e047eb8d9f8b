import { rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlatformFault, type Progress } from "#lib/core/runner.ts";
import { asked } from "../testing.ts";
import { createPoolRunner, type PoolRunner } from "./runner.ts";
import { bundleThread } from "./testing.ts";

const ONE = asked("export const f = () => 1", [{ fn: "f" }]);
const LONG = asked("export const f = () => { while (true) {} }", [{ fn: "f" }], {
  budget: { fuel: 1e9, tensorBytes: 1 << 20 },
});
/** A built-in that steps over holes without ever asking whether to stop. */
const NATIVE = asked("export const f = () => new Array(4e9).forEach(() => 0)", [{ fn: "f" }]);

describe("a pool of threads", () => {
  let file: string;
  let pool: PoolRunner;
  beforeAll(async () => {
    file = await bundleThread();
    pool = createPoolRunner({ threads: 2, threadFile: file, deadlineMs: 1000 });
  });
  afterAll(async () => {
    await pool.close();
    rmSync(file);
  });

  it("runs more at a time than it has threads, each to its own end", async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => pool.run(ONE)));
    expect(outcomes.every((outcome) => outcome.status === "ok" && outcome.results[0]?.value === 1)).toBe(true);
  });

  it("streams progress while the thread is busy", async () => {
    const source =
      "export const f = () => { for (let i = 0; i < 20000; i++) { progress(i, i); nd.matmul(nd.ones(20, 20), nd.ones(20, 20)); } return 1; }";
    const points: Progress[] = [];
    let beforeTheEnd = 0;
    const run = pool.run(asked(source, [{ fn: "f" }], { budget: { fuel: 1e6, tensorBytes: 1 << 20 } }), {
      onProgress: (batch) => points.push(...batch),
    });
    const done = run.then(() => {
      beforeTheEnd = points.length;
    });
    await done;
    expect(beforeTheEnd).toBeGreaterThan(0);
  });

  it("kills at the deadline, tries once more, and then says killed", async () => {
    expect(await pool.run(LONG)).toEqual({ status: "killed", timesKilled: 2 });
  });

  it("terminates what cannot be interrupted, and serves others meanwhile and afterwards", {
    timeout: 30_000,
  }, async () => {
    const killed = pool.run(NATIVE);
    expect((await pool.run(ONE)).status).toBe("ok");
    expect(await killed).toEqual({ status: "killed", timesKilled: 2 });
    expect((await pool.run(ONE)).status).toBe("ok");
  });

  it("is the platform's fault when threads are lost again and again", { timeout: 30_000 }, async () => {
    const broken = `${file}.broken.mjs`;
    for (const text of ["throw new Error('no such luck');", "export default () => process.exit(3);"]) {
      writeFileSync(broken, text);
      const lost = createPoolRunner({ threads: 1, threadFile: broken, deadlineMs: 300 });
      await expect(lost.run(ONE)).rejects.toBeInstanceOf(PlatformFault);
      await lost.close();
    }
    rmSync(broken);
  });

  it("repeats a run whose thread was lost once", { timeout: 30_000 }, async () => {
    const flaky = `${file}.flaky.mjs`;
    const flag = `${file}.flag`;
    writeFileSync(
      flaky,
      `import { existsSync, writeFileSync } from "node:fs";
       import serve from ${JSON.stringify(file)};
       export default (task) => { if (existsSync(${JSON.stringify(flag)})) return serve(task); writeFileSync(${JSON.stringify(flag)}, ""); process.exit(1); };`,
    );
    const once = createPoolRunner({ threads: 1, threadFile: flaky, deadlineMs: 5000 });
    expect((await once.run(ONE)).status).toBe("ok");
    await once.close();
    for (const path of [flaky, flag]) rmSync(path);
  });
});
