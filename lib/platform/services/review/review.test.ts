import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Answer } from "#lib/core/answer.ts";
import type { Result } from "#lib/core/result.ts";
import { grade } from "#lib/grading/grader/index.ts";
import { database, selectExercise, upsertProgress } from "#lib/platform/db/index.ts";
import { gradeSubmission } from "../grade/grade-submission.ts";
import { progressOf } from "../grade/progress.ts";
import * as services from "../index.ts";
import { runner, variantOf } from "../shared/grading.ts";
import { inTheRoleOf, personOf, solutionOf, startTestCourses, type TestCourses } from "../testing.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const slug = "two-hidden-layers";
let courses: TestCourses;
beforeAll(async () => {
  courses = await startTestCourses();
});
afterAll(() => courses?.stop());

const who = (name: string) => personOf(courses, name);
const course = () => ({ course: courses.course });

function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function full(): Answer {
  const exercise = courses.exercises.find(({ spec }) => spec.slug === slug);
  if (!exercise) throw new Error(`there is no ${slug}`);
  return solutionOf(exercise);
}

/** All prose of an answer, and none of the rest. */
const proseOnly = (answer: Answer): Answer =>
  Object.fromEntries(Object.entries(answer).filter(([, part]) => part.kind === "text"));

async function handIn(name: string, answer: Answer, graded = true): Promise<string> {
  const asked = { ...course(), exercise: slug, answer, clientToken: randomUUID() };
  const { submissionId } = value(await services.submitAttempt(who(name), asked));
  if (graded) await inTheRoleOf(courses.postgres.worker, () => gradeSubmission(submissionId, "w"));
  return submissionId;
}

async function mark(submissionId: string): Promise<void> {
  const [part] = value(await services.reviewView(who("assistant"), { submissionId })).rubric;
  if (!part) throw new Error("the exercise has no prose");
  const applied = part.items.filter(({ points }) => points > 0).map(({ id }) => id);
  value(await services.markRubric(who("assistant"), { submissionId, partId: part.partId, applied }));
}

const queue = async () => value(await services.reviewQueue(who("assistant"), course()));
const waitingIds = async () => (await queue()).waiting.map(({ submissionId }) => submissionId);

describe("two attempts with prose of which the first is the better one", () => {
  let better: string;
  let later: string;
  beforeAll(async () => {
    better = await handIn("student", full());
    later = await handIn("student", proseOnly(full()));
  });

  it("both wait for an assistant, in the queue, on the course's page and from one to the next", async () => {
    const { waiting, marked, toMark } = await queue();
    expect(waiting.map(({ submissionId }) => submissionId)).toEqual([better, later]);
    expect([marked, toMark]).toEqual([0, 2]);
    expect(value(await services.courseHome(who("assistant"), course())).awaitingReview).toBe(2);
    const first = value(await services.reviewView(who("assistant"), { submissionId: better }));
    expect(first).toMatchObject({ previousId: null, nextId: later, marked: 0, toMark: 2 });
  });

  it("are without a name wherever staff can open them, and so is the one already marked until both are", async () => {
    await mark(better);
    for (const submissionId of [better, later])
      for (const name of ["assistant", "instructor"]) {
        const views = [
          value(await services.reviewView(who(name), { submissionId })),
          value(await services.reportView(who(name), { submissionId })),
        ];
        for (const view of views) expect(view.staff?.student).toMatchObject({ id: "", email: "" });
        expect(JSON.stringify(views)).not.toMatch(/The student|student@example|"id":"student"/);
      }
    expect(JSON.stringify(await queue())).not.toContain("The student");
    await mark(later);
    const view = value(await services.reportView(who("assistant"), { submissionId: later }));
    expect(view.staff?.student).toMatchObject({ id: "student", name: "The student" });
    const { recent, waiting, marked, toMark } = await queue();
    expect(recent.map(({ label }) => label)).toEqual(["The student", "The student"]);
    expect([waiting.length, marked, toMark]).toEqual([0, 2, 2]);
  });

  it("count with the prose of the better one", async () => {
    const { effective, submission } = value(await services.reportView(who("student"), { submissionId: better }));
    expect(submission.counts).toBe(true);
    expect(effective).toMatchObject({ verdict: "correct", points: effective?.outOf });
  });
});

describe("an earlier attempt that cannot count any more", () => {
  it("does not wait: what was handed in after it replaced it", async () => {
    const worse = await handIn("student2", proseOnly(full()));
    expect(await waitingIds()).toContain(worse);
    const better = await handIn("student2", full());
    expect(await waitingIds()).toEqual([better]);
  });
});

describe("a rubric", () => {
  it("reaches a student only once it was used, whatever tells of it", async () => {
    const submissionId = await handIn("student2", full(), false);
    const row = value(await services.reviewView(who("assistant"), { submissionId }));
    const items = row.rubric.flatMap((part) => part.items.map(({ text }) => text));
    expect(items.length).toBeGreaterThan(2);
    const exercise = await selectExercise(database(), row.submission.exerciseHash);
    const variant = await variantOf(exercise, row.submission.variantSeed);
    const made = { engine: "test", seeds: { variant: "1", hidden: "2" } };
    let known: ReturnType<typeof progressOf> | null = null;
    await grade(exercise, variant, full(), runner(), {
      hiddenSeed: "2",
      onCheck: (partId, check) => {
        known = progressOf(exercise, made, partId, check, known);
      },
    });
    if (known === null) throw new Error("no check was told");
    const progress: ReturnType<typeof progressOf> = known;
    await inTheRoleOf(courses.postgres.worker, () => upsertProgress(database(), submissionId, progress));
    expect(JSON.stringify(progress)).toContain('"kind":"rubric"');
    const seen = async () => [
      value(await services.exercisePage(who("student2"), { ...course(), exercise: slug })),
      value(await services.reportView(who("student2"), { submissionId })),
    ];
    for (const text of items) expect(JSON.stringify([progress, await seen()])).not.toContain(JSON.stringify(text));
    await inTheRoleOf(courses.postgres.worker, () => gradeSubmission(submissionId, "w"));
    for (const text of items) expect(JSON.stringify(await seen())).not.toContain(JSON.stringify(text));
    await mark(submissionId);
    for (const text of items) expect(JSON.stringify(await seen())).toContain(JSON.stringify(text));
  });

  it("that somebody else has filled in meanwhile is not replaced unseen", async () => {
    const submissionId = await handIn("student2", full());
    const [part] = value(await services.reviewView(who("assistant"), { submissionId })).rubric;
    const item = part?.items.find(({ points }) => points > 0);
    if (!part || !item) throw new Error("the exercise has no prose");
    const asked = { submissionId, partId: part.partId, seen: part.markedAt };
    const first = value(await services.markRubric(who("assistant"), { ...asked, applied: [item.id] }));
    const second = await services.markRubric(who("instructor"), { ...asked, applied: [] });
    expect(second).toMatchObject({ error: { code: "conflict" } });
    expect(second.ok ? "" : second.error.message).toMatch(/^The assistant has marked this meanwhile, 1 of /);
    const now = value(await services.reviewView(who("instructor"), { submissionId })).rubric[0];
    expect(now).toMatchObject({ points: item.points, markedBy: "The assistant", markedAt: first.markedAt });
    // One's own marks, sent twice in a row, are no conflict; neither are another's that were seen.
    value(await services.markRubric(who("assistant"), { ...asked, applied: [item.id] }));
    const shown = value(await services.reviewView(who("instructor"), { submissionId })).rubric[0]?.markedAt ?? null;
    value(await services.markRubric(who("instructor"), { ...asked, seen: shown, applied: [] }));
  });
});

describe("two people who override the same check", () => {
  let submissionId: string;
  beforeAll(async () => {
    submissionId = await handIn("student", full());
  });
  /** The assistant overrides a check that nobody has overridden yet. */
  const first = async (at: number) => {
    const { report } = value(await services.reviewView(who("assistant"), { submissionId }));
    const part = report?.parts.find(({ kind }) => kind !== "text");
    const check = part?.checks[at];
    if (!part || !check) throw new Error("the exercise has only prose");
    const asked = { submissionId, partId: part.id, checkId: check.id, seen: null };
    const theirs = { ...asked, points: 0, reason: "The line was copied." };
    return { asked, outOf: check.outOf, set: value(await services.overrideCheck(who("assistant"), theirs)) };
  };
  const on = async (checkId: string) =>
    value(await services.reportView(who("student"), { submissionId })).overrides.filter(
      (one) => one.checkId === checkId,
    );
  const standing = async (checkId: string) => (await on(checkId)).filter(({ withdrawn }) => withdrawn === null);

  it("do not replace each other's unseen: the second is told what the first wrote", async () => {
    const { asked, outOf, set } = await first(0);
    // Too long is told, and not cut.
    const long = { ...asked, points: 0, reason: "x".repeat(2001) };
    expect(await services.overrideCheck(who("assistant"), long)).toMatchObject({
      error: { message: "reason: it is longer than 2,000 characters; shorten it." },
    });
    const said = { submissionId, body: "x".repeat(5001) };
    expect(await services.addComment(who("assistant"), said)).toMatchObject({
      error: { message: "body: it is longer than 5,000 characters; shorten it." },
    });
    const mine = { ...asked, points: outOf, reason: "It is their own." };
    const refused = await services.overrideCheck(who("instructor"), mine);
    const message = `The assistant has set this check to 0 of ${outOf} meanwhile: “The line was copied.” Nothing was replaced; override again to do that.`;
    expect(refused).toEqual({ ok: false, error: { code: "conflict", message } });
    expect(await standing(asked.checkId)).toMatchObject([{ id: set.id, by: "The assistant" }]);
    // Whoever has seen it may replace it, and whoever made it may make it anew.
    value(await services.overrideCheck(who("assistant"), { ...asked, points: 0, reason: "Copied from a sheet." }));
    const [seen] = await standing(asked.checkId);
    const made = value(await services.overrideCheck(who("instructor"), { ...mine, seen: seen?.id ?? null }));
    expect(await standing(asked.checkId)).toMatchObject([{ id: made.id, by: "The instructor" }]);
  });

  it("are told that an override was replaced, and not that it was taken back, which is told by name", async () => {
    const { asked, outOf, set } = await first(1);
    const mine = { ...asked, seen: set.id, points: outOf, reason: "It is their own" };
    const made = value(await services.overrideCheck(who("instructor"), mine));
    const late = await services.withdrawOverride(who("assistant"), { overrideId: set.id });
    expect(late).toMatchObject({ error: { code: "conflict" } });
    expect(late.ok ? "" : late.error.message).toMatch(
      new RegExp(
        `^The instructor has set this check to ${outOf} of ${outOf} meanwhile: “It is their own.” It replaced`,
      ),
    );
    expect(await standing(asked.checkId)).toMatchObject([{ id: made.id }]);
    value(await services.withdrawOverride(who("instructor"), { overrideId: made.id }));
    const again = async (name: string) => {
      const answered = await services.withdrawOverride(who(name), { overrideId: made.id });
      return answered.ok ? "" : answered.error.message;
    };
    expect(await again("instructor")).toMatch(/^You have taken this override back already/);
    expect(await again("assistant")).toMatch(/^The instructor has taken this override back already/);
    expect((await on(asked.checkId)).map(({ id, withdrawn }) => [id, withdrawn?.replaced])).toEqual([
      [set.id, true],
      [made.id, false],
    ]);
  });

  it("are told of in the rows of the exercise's page, which count as the report does", async () => {
    const { asked, set } = await first(2);
    const { latest } = value(await services.exercisePage(who("student"), { ...course(), exercise: slug }));
    expect(latest?.overrides).toContainEqual(set);
    const counted = latest?.effective?.parts.flatMap(({ checks }) => checks);
    expect(counted).toContainEqual(
      expect.objectContaining({ checkId: asked.checkId, points: 0, verdict: "incorrect", overridden: true }),
    );
  });
});

describe("two people who review at the same time", () => {
  const next = async (name: string, after?: string) =>
    value(await services.nextAnswer(who(name), { ...course(), ...(after && { after }) })).submissionId;

  it("are each given an answer of their own, and told who has another one open", async () => {
    for (const waiting of await waitingIds()) await mark(waiting);
    const ids = [await handIn("student", full()), await handIn("student2", full())];
    const given = await Promise.all([next("assistant"), next("instructor")]);
    expect(given.toSorted()).toEqual(ids.toSorted());
    const [mine = "", theirs = ""] = given as string[];
    // Nothing is left that nobody has open; one's own is given again.
    expect(await next("assistant", mine ?? "")).toBeNull();
    expect(await next("assistant")).toBe(mine);
    expect(value(await services.reviewView(who("assistant"), { submissionId: theirs })).openBy).toBe("The instructor");
    expect(value(await services.reviewView(who("assistant"), { submissionId: mine })).openBy).toBeNull();
    const rows = (await queue()).waiting.map(({ submissionId, openBy }) => [submissionId, openBy]);
    expect(Object.fromEntries(rows)).toEqual({ [mine]: null, [theirs]: "The instructor" });
  });

  it("have one answer open at a time: whoever goes on to another leaves the one before to the rest", async () => {
    await inTheRoleOf(courses.postgres.owner, async () => {
      await database().reviewClaim.deleteMany({});
    });
    const first = (await next("assistant")) ?? "";
    const second = await next("assistant", first);
    expect(second).not.toBe(first);
    const open = async (name: string) =>
      value(await services.reviewQueue(who(name), course())).waiting.flatMap(({ submissionId, openBy }) =>
        openBy === null ? [] : [submissionId],
      );
    expect(await open("instructor")).toEqual([second]);
    expect(await next("instructor")).toBe(first);
    // Opening an answer by its address is the same as being given it.
    value(await services.reviewView(who("instructor"), { submissionId: first }));
    expect(await open("assistant")).toEqual([first]);
  });

  it("get what somebody opened and left again after ten minutes", async () => {
    const [mine = "", theirs = ""] = [await next("assistant"), await next("instructor")].map(String);
    await inTheRoleOf(courses.postgres.owner, async () => {
      await database().reviewClaim.updateMany({ data: { claimedAt: new Date(Date.now() - 11 * 60_000) } });
    });
    expect(await next("assistant", mine)).toBe(theirs);
  });
});
