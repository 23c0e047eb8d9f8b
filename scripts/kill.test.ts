import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../lib/core/random.ts";
import { lost, type Shown } from "../lib/platform/services/testing-record.ts";
import { freshData, type Part, partOf, runScript, type Started } from "./testing/product.ts";
import { Student } from "./testing/student.ts";

/** The product gives up where one part ends more than five times within a minute. */
const MOST_KILLS = 4;
const EACH = 34;
const exercise = { course: "introduction-to-backpropagation", exercise: "manual-backprop" };
const answer = { values: { kind: "worksheet", fields: { z1: ["1.2", "2.2"] } } };

describe("a hundred submissions to a product whose web server and worker are killed at random moments", () => {
  const data = freshData();
  const people: Student[] = [];
  const acknowledged: Shown[] = [];
  let product: Started;
  let owner: pg.Client;

  beforeAll(async () => {
    product = runScript("start.mjs", data);
    const [, url = ""] = await product.says(/Nablab is ready: (http:\S+)/, 300);
    const read = (file: string) => JSON.parse(fs.readFileSync(path.join(data, file), "utf8"));
    owner = new pg.Client({ connectionString: read("runtime.json").owner.DATABASE_URL });
    await owner.connect();
    for (const [role, password] of Object.entries<string>(read("secrets.json").demo)) {
      const person = new Student(url);
      await person.signIn(`${role}@demo.nablab.local`, password);
      people.push(person);
    }
  }, 400_000);

  afterAll(async () => {
    await owner?.end();
    product?.child.kill("SIGINT");
    await product?.ends();
    fs.rmSync(data, { recursive: true, force: true });
  }, 60_000);

  const count = async () => Number((await owner.query("SELECT count(*) FROM report")).rows[0].count);

  /** Hands in, one after the other, each press with a token of its own; a press without an answer is repeated, as the page does. */
  async function handIn(person: Student, until: number): Promise<void> {
    for (let i = 0; i < EACH; i++) {
      const clientToken = randomUUID();
      const input = { ...exercise, answer, clientToken };
      let told = await person.handInUntilAnswered(input, until);
      while (!told.ok && told.error.code === "unavailable" && Date.now() < until) {
        await sleep(150);
        told = await person.handInUntilAnswered(input, until);
      }
      if (!told.ok) throw new Error(`refused: ${JSON.stringify(told.error)}`);
      acknowledged.push({ clientToken, submissionId: told.value.submissionId, receipt: told.value.receipt });
    }
  }

  it("ends each that was acknowledged with exactly one effective report", async () => {
    const random = createRandom("kill -9 of the product");
    const kills: Record<"web" | "worker", number> = { web: 0, worker: 0 };
    const before = await count();
    const until = Date.now() + 300_000;
    let working = people.length;
    const handing = people.map((person) => handIn(person, until).finally(() => working--));
    const handed = Promise.all(handing);
    handed.catch(() => undefined);
    let next = 10;
    while (working > 0 || (await count()) - before < acknowledged.length) {
      if (Date.now() > until || product.child.exitCode !== null) break;
      await sleep(random.uniform(10, 120));
      const done = acknowledged.length + (await count()) - before;
      // A kill follows some progress, so that a slow machine sees as many.
      if (done < next) continue;
      const living = (["web", "worker"] as const).flatMap((part: Part & keyof typeof kills) => {
        const pid = kills[part] < MOST_KILLS ? partOf(product, part) : null;
        return pid === null ? [] : [{ part, pid }];
      });
      if (living.length === 0) continue;
      const { part, pid } = random.pick(living);
      process.kill(pid, "SIGKILL");
      kills[part]++;
      next = done + 8 + random.integer(18);
    }
    await handed;
    const graded = (await count()) - before;
    console.log(
      `killed web ${kills.web}, worker ${kills.worker} times; ${acknowledged.length} acknowledged, ${graded} graded`,
    );
    if (graded < acknowledged.length) console.log(product.output());
    expect(acknowledged).toHaveLength(EACH * people.length);
    expect(new Set(acknowledged.map(({ receipt }) => receipt)).size).toBe(acknowledged.length);
    expect(await lost(owner, acknowledged)).toEqual([]);
    // Nor was any press recorded that no one was told of: each was repeated until it was.
    expect(graded).toBe(acknowledged.length);
    expect(kills.web).toBeGreaterThan(1);
    expect(kills.worker).toBeGreaterThan(1);
  }, 360_000);

  it("would be seen to have lost one, or to have graded one twice", async () => {
    const [first, second] = acknowledged;
    await owner.query("DELETE FROM report WHERE submission_id = $1", [first?.submissionId]);
    await owner.query(
      `INSERT INTO audit_event (chain, position, action, subject, detail, hash)
       VALUES ('planted', 0, 'report.store', 'submission:' || $1, '{}', '')`,
      [second?.submissionId],
    );
    const invented = { clientToken: "invented", submissionId: randomUUID(), receipt: "0000" };
    expect(await lost(owner, [...acknowledged, invented])).toEqual([
      `${first?.clientToken}: 0 effective, 1 stored`,
      `${second?.clientToken}: 1 effective, 2 stored`,
      "invented: not in the record",
    ]);
  });
});
