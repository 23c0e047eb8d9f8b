import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createRandom } from "#lib/core/random.ts";
import {
  type Acknowledged,
  buildSubmitter,
  buildWorker,
  startSubmitter,
  startTestCourses,
  startWorker,
  type TestCourses,
} from "./testing.ts";

import { lost } from "./testing-record.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let courses: TestCourses;
let owner: pg.Client;

beforeAll(async () => {
  buildWorker();
  await buildSubmitter();
  courses = await startTestCourses();
  owner = new pg.Client({ connectionString: courses.postgres.owner });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await courses?.stop();
});

/** A process that is started again whenever it ends before its work is done. */
class Phoenix {
  child: ChildProcess | null = null;
  kills = 0;
  readonly #start: () => Promise<ChildProcess | null>;
  #ended = false;
  #life: Promise<void>;

  constructor(start: () => Promise<ChildProcess | null>) {
    this.#start = start;
    this.#life = this.#live();
  }

  async #live(): Promise<void> {
    while (!this.#ended) {
      const child = await this.#start().catch(() => null);
      if (!child) {
        await sleep(50);
        continue;
      }
      this.child = child;
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
      this.child = null;
    }
  }

  kill(): void {
    if (this.child?.kill("SIGKILL")) this.kills++;
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.child?.kill("SIGKILL");
    await this.#life;
  }
}

describe("a hundred submissions, while workers and web servers are killed at random moments", () => {
  const acknowledged = new Map<string, Acknowledged>();
  const disagreeing: string[] = [];

  it("end with exactly one effective report for each that was acknowledged", async () => {
    const random = createRandom("kill -9");
    const hear = (told: Acknowledged) => {
      const before = acknowledged.get(told.clientToken);
      if (before && before.receipt !== told.receipt) disagreeing.push(told.clientToken);
      acknowledged.set(told.clientToken, told);
    };
    const submitter = (userId: string) => {
      const all = Array.from({ length: 50 }, (_, i) => `${userId}-token-${i}`);
      return async () => {
        const tokens = all.filter((token) => !acknowledged.has(token));
        const answer = { values: { kind: "worksheet", fields: { z1: ["1.2", "2.2"] } } };
        const orders = { course: courses.course, exercise: "manual-backprop", userId, answer, tokens, atOnce: false };
        return tokens.length === 0 ? null : startSubmitter(orders, hear);
      };
    };
    const worker = () => startWorker(courses.postgres);
    const processes = [worker, worker, submitter("student"), submitter("student2")].map((start) => new Phoenix(start));
    const count = async () => Number((await owner.query("SELECT count(*) FROM report")).rows[0].count);
    const quietFrom = Date.now() + 60_000;
    const end = Date.now() + 180_000;
    let graded = 0;
    let next = 5;
    while ((acknowledged.size < 100 || graded < 100) && Date.now() < end) {
      await sleep(random.uniform(20, 200));
      graded = await count();
      // A kill follows some progress, so that a slow machine sees many too; after a minute they are left to finish.
      if (acknowledged.size + graded < next || graded >= 90 || Date.now() > quietFrom) continue;
      next = acknowledged.size + graded + 4 + random.integer(12);
      const living = processes.filter(({ child }) => child !== null);
      if (living.length > 0) random.pick(living).kill();
    }
    const kills = processes.map((one) => one.kills);
    await Promise.all(processes.map((one) => one.end()));
    console.log(`killed ${kills.join(", ")} times; ${acknowledged.size} acknowledged, ${graded} graded`);
    expect(acknowledged.size).toBe(100);
    expect(disagreeing).toEqual([]);
    expect(await lost(owner, [...acknowledged.values()])).toEqual([]);
    expect(kills.reduce((a, b) => a + b)).toBeGreaterThan(4);
    const { rows } = await owner.query("SELECT verdict, count(*)::int FROM report GROUP BY verdict");
    expect(rows.find(({ verdict }) => verdict === "ungradable")).toBeUndefined();
  }, 200_000);

  it("would be seen to be lost, or graded twice", async () => {
    const [first, second] = [...acknowledged.values()];
    await owner.query("DELETE FROM report WHERE submission_id = $1", [first?.submissionId]);
    await owner.query(
      `INSERT INTO audit_event (chain, position, action, subject, detail, hash)
       VALUES ('planted', 0, 'report.store', 'submission:' || $1, '{}', '')`,
      [second?.submissionId],
    );
    const invented = { clientToken: "invented", submissionId: "00000000-0000-0000-0000-000000000000", receipt: "0000" };
    expect(await lost(owner, [...acknowledged.values(), invented])).toEqual([
      `${first?.clientToken}: 0 effective, 1 stored`,
      `${second?.clientToken}: 1 effective, 2 stored`,
      "invented: not in the record",
    ]);
  });
});
