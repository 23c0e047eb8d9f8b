import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLocalRunner } from "./index.ts";
import { createPoolRunner, type PoolRunner } from "./node.ts";
import { bundleThread } from "./pool/testing.ts";
import { written } from "./testing.ts";
import { REQUESTS as requests } from "./testing-requests.ts";

describe("an outcome", () => {
  let pool: PoolRunner;
  let file: string;
  let first: string[];

  beforeAll(async () => {
    file = await bundleThread();
    pool = createPoolRunner({ threads: 2, threadFile: file, deadlineMs: 60_000 });
    const runner = createLocalRunner({ deadlineMs: 60_000 });
    first = [];
    for (const request of requests) first.push(written(await runner.run(request)));
  });
  afterAll(async () => {
    await pool.close();
    rmSync(file);
  });

  it("covers every end but the one by the clock", () => {
    const ends = ["ok", "notParsed", "threw", "outOfBudget", "outOfMemory", "malformed"];
    expect(ends.filter((end) => !first.some((text) => text.startsWith(`{"status":"${end}"`)))).toEqual([]);
  });

  it("is the same to the byte whatever ran before it", { timeout: 60_000 }, async () => {
    const runner = createLocalRunner({ deadlineMs: 60_000 });
    const order = [...requests.keys()].flatMap((i) => [i, (i * 7 + 3) % requests.length]).reverse();
    for (const i of order) {
      const request = requests[i];
      if (request !== undefined) expect(written(await runner.run(request))).toBe(first[i]);
    }
  });

  it("is the same to the byte on a worker thread, several at a time", { timeout: 60_000 }, async () => {
    const outcomes = await Promise.all([...requests, ...requests].map((request) => pool.run(request)));
    expect(outcomes.map(written)).toEqual([...first, ...first]);
  });

  it("depends on the seed and the budget", async () => {
    const runner = createLocalRunner();
    const [request] = requests;
    if (request === undefined) throw new Error("there are requests");
    expect(written(await runner.run({ ...request, seed: 2 }))).not.toBe(first[0]);
    expect((await runner.run({ ...request, budget: { ...request.budget, fuel: 0.5 } })).status).toBe("outOfBudget");
  });
});
