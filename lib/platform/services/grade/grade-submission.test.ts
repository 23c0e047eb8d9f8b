import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PlatformFault } from "#lib/core/runner.ts";
import { exercisePage, listNotices, reportView, submitAttempt } from "../index.ts";
import { engineHash } from "../shared/grading.ts";
import { inTheRoleOf, personOf, solutionOf, startTestCourses, type TestCourses } from "../testing.ts";
import { adoptOrphans } from "./adopt.ts";
import { gradeSubmission, MOST_RUNS } from "./grade-submission.ts";

let courses: TestCourses;
let owner: pg.Client;
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  courses = await startTestCourses();
  owner = new pg.Client({ connectionString: courses.postgres.owner });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await courses?.stop();
});

const asWorker = <T>(work: () => Promise<T>) => inTheRoleOf(courses.postgres.worker, work);
const student = () => personOf(courses, "student");
const at = (slug: string) => ({ course: courses.course, exercise: slug });

async function handIn(slug = "two-hidden-layers"): Promise<string> {
  const exercise = courses.exercises.find(({ spec }) => spec.slug === slug);
  if (!exercise) throw new Error(`there is no ${slug}`);
  const taken = await submitAttempt(student(), {
    ...at(slug),
    answer: solutionOf(exercise),
    clientToken: randomUUID(),
  });
  if (!taken.ok) throw new Error(taken.error.message);
  return taken.value.submissionId;
}

/** Hands in once more; the `of` of its receipt. */
async function inAllOf(slug: string): Promise<number | null> {
  const exercise = courses.exercises.find(({ spec }) => spec.slug === slug);
  if (!exercise) throw new Error(`there is no ${slug}`);
  const asked = { ...at(slug), answer: solutionOf(exercise), clientToken: randomUUID() };
  const taken = await submitAttempt(student(), asked);
  if (!taken.ok) throw new Error(taken.error.message);
  return taken.value.of;
}

async function storedReports(submissionId: string) {
  const { rows } = await owner.query("SELECT verdict, engine FROM report WHERE submission_id = $1", [submissionId]);
  return rows;
}

describe("a grading", () => {
  it("done twice, even at once, stores one report", async () => {
    const id = await handIn();
    await asWorker(() => Promise.all([gradeSubmission(id, "one"), gradeSubmission(id, "two")]));
    await asWorker(() => gradeSubmission(id, "three"));
    expect(await storedReports(id)).toEqual([{ verdict: "awaits-review", engine: engineHash }]);
  });

  it("is drawn from a seed that no student's report tells", async () => {
    const { rows } = await owner.query("SELECT report->'seeds' AS seeds FROM report LIMIT 1");
    expect(rows[0].seeds.hidden).toMatch(/^[0-9a-f]{64}$/);
    const view = await reportView(student(), {
      submissionId: (await pageNow("two-hidden-layers")).attempts[0]?.submissionId ?? "",
    });
    expect(JSON.stringify(view)).not.toContain(rows[0].seeds.hidden);
  });

  it("that the platform cannot run is tried again, then given up: ungradable, told, and free", async () => {
    const id = await handIn("tanh-swap");
    const shared = globalThis as { nablabRunner?: unknown };
    const working = shared.nablabRunner;
    shared.nablabRunner = {
      run: () => Promise.reject(new PlatformFault("planted: no threads")),
      close: async () => {},
    };
    for (let run = 1; run <= MOST_RUNS; run++)
      await expect(asWorker(() => gradeSubmission(id, "w"))).rejects.toBeInstanceOf(PlatformFault);
    shared.nablabRunner = working;
    const before = (await pageNow("tanh-swap")).submit;
    await asWorker(() => gradeSubmission(id, "last"));
    expect(await storedReports(id)).toEqual([{ verdict: "ungradable", engine: engineHash }]);
    const { submit, attempts } = await pageNow("tanh-swap");
    expect(attempts[0]).toMatchObject({ state: "dead", verdict: "ungradable", points: null, counts: false });
    expect([before, submit]).toMatchObject([
      { attempt: 2, of: 5 },
      { attempt: 2, of: 6 },
    ]);
    const told = await listNotices(student(), { course: courses.course });
    expect(told.ok && told.value[0]).toMatchObject({ kind: "ungradable", submissionId: id });

    // What the page promises is what the receipt says, also once a person has judged the attempt: then it counts.
    expect(await inAllOf("tanh-swap")).toBe(6);
    await owner.query(
      `INSERT INTO override (submission_id, part_id, check_id, points, reason, created_by_id)
       VALUES ($1, 'implement', 'forward', 1, 'planted', 'assistant')`,
      [id],
    );
    expect((await pageNow("tanh-swap")).submit).toMatchObject({ of: 5 });
    expect(await inAllOf("tanh-swap")).toBe(5);
    await owner.query(
      "UPDATE override SET withdrawn_at = now(), withdrawn_by_id = 'assistant' WHERE submission_id = $1",
      [id],
    );
    expect(await inAllOf("tanh-swap")).toBe(6);
  });
});

describe("a job of another engine", () => {
  it("waits as long as a worker of that engine lives, and is then taken over, with a record of it", async () => {
    const id = await handIn();
    await owner.query(
      "UPDATE grading_job SET engine = 'older', queued_at = now() - interval '1 minute' WHERE submission_id = $1",
      [id],
    );
    expect(await asWorker(() => adoptOrphans(async () => false))).toBe(0);
    expect(await asWorker(() => adoptOrphans(async (engine) => engine === "older"))).toBe(1);
    const { rows } = await owner.query(
      `SELECT j.engine, t.identifier FROM grading_job j
       JOIN graphile_worker._private_jobs q ON q.key = 'grade:' || j.submission_id
       JOIN graphile_worker._private_tasks t ON t.id = q.task_id WHERE j.submission_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ engine: engineHash, identifier: `grade:${engineHash}` }]);
    const { rows: audit } = await owner.query("SELECT detail FROM audit_event WHERE action = 'job.adopt'");
    expect(audit).toEqual([{ detail: { from: "older", to: engineHash, count: 1 } }]);
  });
});

async function pageNow(slug: string) {
  const page = await exercisePage(student(), at(slug));
  if (!page.ok) throw new Error(page.error.message);
  return page.value;
}
