// Longer than most: what services promise to one another, on one course that is set up once for all of it.
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Answer } from "#lib/core/answer.ts";
import type { Result } from "#lib/core/result.ts";
import { inTransaction } from "#lib/platform/db/index.ts";
import * as services from "./index.ts";
import { demoCourse } from "./seed/demo-course.ts";
import {
  buildWorker,
  inTheRoleOf,
  personOf,
  reportOf,
  solutionOf,
  startTestCourses,
  startWorker,
  stopWorker,
  type TestCourses,
} from "./testing.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let courses: TestCourses;
let worker: ChildProcess;

beforeAll(async () => {
  buildWorker();
  courses = await startTestCourses();
  worker = await startWorker(courses.postgres);
});

afterAll(async () => {
  if (worker) await stopWorker(worker);
  await courses?.stop();
});

const who = (name: string) => personOf(courses, name);
const exercise = (slug: string) => {
  const found = courses.exercises.find(({ spec }) => spec.slug === slug);
  if (!found) throw new Error(`no exercise ${slug}`);
  return found;
};
const at = (slug: string) => ({ course: courses.course, exercise: slug });

function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const code = <T, E extends { readonly code: string }>(result: Result<T, E>) => (result.ok ? "ok" : result.error.code);

async function handIn(name: string, slug: string, answer: Answer) {
  const receipt = value(await services.submitAttempt(who(name), { ...at(slug), answer, clientToken: randomUUID() }));
  return { receipt, view: await reportOf(who(name), receipt.submissionId) };
}

describe("an answer", () => {
  it("is saved as it is typed, and a stale save gives back what the other device wrote", async () => {
    const draft: Answer = { implement: { kind: "code", source: "// one" } };
    const first = value(await services.saveDraft(who("student"), { ...at("sgd"), answer: draft, baseVersion: 0 }));
    expect(first).toMatchObject({ saved: true, version: 1 });
    const other: Answer = { implement: { kind: "code", source: "// two" } };
    const stale = value(await services.saveDraft(who("student"), { ...at("sgd"), answer: other, baseVersion: 0 }));
    expect(stale).toMatchObject({ saved: false, theirs: { version: 1, answer: draft } });
    const next = value(await services.saveDraft(who("student"), { ...at("sgd"), answer: other, baseVersion: 1 }));
    expect(next).toMatchObject({ saved: true, version: 2 });
    const page = value(await services.exercisePage(who("student"), at("sgd")));
    expect(page.draft).toMatchObject({ version: 2, answer: other });
    expect(page.submit).toMatchObject({ open: true, attempt: 1, of: 5 });
    expect(page.submit.sentence).toBe("Submit uses attempt 1 of 5; the best one counts.");
  });

  it("with characters that no database holds is refused with a sentence", async () => {
    for (const source of ["a\0b", "\ud800"]) {
      const draft: Answer = { implement: { kind: "code", source } };
      const saved = await services.saveDraft(who("student2"), { ...at("sgd"), answer: draft, baseVersion: 0 });
      const message = "Part implement: it holds a character that cannot be stored; take it out.";
      expect(saved).toMatchObject({ ok: false, error: { code: "unreadable", message } });
    }
  });

  it("that cannot be read is refused with its place, and nothing is recorded", async () => {
    const answer: Answer = { implement: { kind: "code", source: "export function forward( {" } };
    const refused = await services.submitAttempt(who("student"), {
      ...at("tanh-swap"),
      answer,
      clientToken: randomUUID(),
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "unreadable", reasons: [{ partId: "implement" }] } });
    const page = value(await services.exercisePage(who("student"), at("tanh-swap")));
    expect(page.attempts).toEqual([]);
    expect(page.submit).toMatchObject({ attempt: 1 });
  });

  it.each<[string, Answer, string]>([
    ["without any part", {}, "No part came in."],
    ["with a part of no one", { elsewhere: { kind: "code", source: "" } }, "no part “elsewhere”"],
    ["of another kind", { implement: { kind: "text", text: "x" } }, "asks for code, and prose came in"],
  ])("%s is refused in words, and no attempt is spent", async (_, answer, says) => {
    const asked = { ...at("tanh-swap"), answer, clientToken: randomUUID() };
    expect(await services.submitAttempt(who("student"), asked)).toMatchObject({
      ok: false,
      error: { code: "unreadable", reasons: [{ message: expect.stringContaining(says) }] },
    });
    expect(value(await services.exercisePage(who("student"), at("tanh-swap"))).submit).toMatchObject({ attempt: 1 });
  });

  it("under a token that no database holds is refused with a sentence", async () => {
    const answer = solutionOf(exercise("tanh-swap"));
    for (const clientToken of [`a\0${randomUUID()}`, `\ud800${randomUUID()}`])
      expect(code(await services.submitAttempt(who("student"), { ...at("tanh-swap"), answer, clientToken }))).toBe(
        "unreadable",
      );
  });

  it("that is the solution gets full points, and a known mistake its diagnosis, which then counts as settled", async () => {
    const source = exercise("tanh-swap").files.get("mistakes/sigmoid-slope.ts") ?? "";
    const parts = exercise("tanh-swap").spec.parts.map(({ id }) => id);
    const { view: mistaken } = await handIn("student", "tanh-swap", {
      ...solutionOf(exercise("tanh-swap")),
      [parts[0] ?? ""]: { kind: "code", source },
    });
    expect(mistaken.effective?.verdict).toBe("partial");
    const { view } = await handIn("student", "tanh-swap", solutionOf(exercise("tanh-swap")));
    expect(view.effective).toMatchObject({ verdict: "correct", points: view.effective?.outOf });
    expect(view.history.map(({ counts }) => counts)).toEqual([false, true]);
    expect(view.staff).toBeNull();
    expect(JSON.stringify(view)).not.toContain('"secret"');
    const home = value(await services.courseHome(who("student"), { course: courses.course }));
    expect(home.cameBack[0]).toMatchObject({ settledOn: 2, exercise: { slug: "tanh-swap" } });
    // What is solved is not offered again, though its draft is newer.
    expect(home.continue?.exercise.slug).toBe("sgd");
    expect(home.assessments.map(({ slug }) => slug).slice(0, 3)).toEqual([1, 2, 3].map((n) => `problem-set-${n}`));
  });

  it("belongs to an exercise that names what it builds on, and how far the student is with it", async () => {
    const onto = async (name: string) => value(await services.exercisePage(who(name), at("sgd"))).prerequisites;
    const titled = { slug: "tanh-swap", title: "From sigmoid to tanh" };
    expect(await onto("student")).toEqual([{ ...titled, verdict: "correct" }]);
    expect(await onto("student2")).toEqual([{ ...titled, verdict: null }]);
  });

  it("handed in twice with one token is one submission with one receipt", async () => {
    const asked = {
      ...at("sin-regression"),
      answer: solutionOf(exercise("sin-regression")),
      clientToken: randomUUID(),
    };
    const [first, second] = [
      value(await services.submitAttempt(who("student2"), asked)),
      value(await services.submitAttempt(who("student2"), asked)),
    ];
    expect(second).toMatchObject({ submissionId: first.submissionId, receipt: first.receipt, attempt: 1 });
    expect(first.receipt).toMatch(/^[0-9a-f]{4}·[0-9a-f]{4}·[0-9a-f]{4}$/);
  });
});

describe("a page that follows its submission", () => {
  it("hears the present state first and the report when it is there, without what is secret", async () => {
    const abort = new AbortController();
    const answer = solutionOf(exercise("sgd"));
    const receipt = value(
      await services.submitAttempt(who("student2"), { ...at("sgd"), answer, clientToken: randomUUID() }),
    );
    const events = value(await services.submissionEvents(who("student2"), receipt, abort.signal));
    const heard: string[] = [];
    for await (const event of events) {
      heard.push(event.type);
      if (event.type === "report") {
        expect(event.effective.verdict).toBe("correct");
        expect(JSON.stringify(event)).not.toContain('"secret"');
        abort.abort();
      }
    }
    // Trainings by single examples take longer than the other checks, which are shown meanwhile.
    expect(heard).toContain("progress");
    expect(heard.at(-1)).toBe("report");
  });
});

describe("an assistant", () => {
  it("marks prose, overrides a check and comments; the student is told and sees all three; the override can be taken back", async () => {
    const slug = "two-hidden-layers";
    const { view: before } = await handIn("student", slug, solutionOf(exercise(slug)));
    expect(before.effective?.verdict).toBe("awaits-review");
    const submissionId = before.submission.id;
    const queue = value(await services.reviewQueue(who("assistant"), { course: courses.course }));
    expect(queue.waiting).toMatchObject([{ submissionId, why: "awaits-review", label: "Answer 1" }]);
    const review = value(await services.reviewView(who("assistant"), { submissionId }));
    expect(review).toMatchObject({ anonymous: true, staff: { student: { name: "Answer 1", email: "" } } });
    expect(Object.keys(review.staff?.secret ?? {})).not.toHaveLength(0);
    const [rubric] = review.rubric;
    if (!rubric) throw new Error("the exercise has no prose");
    const best = rubric.items.filter(({ points }) => points > 0).map(({ id }) => id);
    const marked = value(
      await services.markRubric(who("assistant"), { submissionId, partId: rubric.partId, applied: best }),
    );
    expect(marked).toMatchObject({ points: rubric.outOf, markedBy: "The assistant" });

    const part = before.report?.parts.find(({ kind }) => kind !== "text");
    const check = part?.checks[0];
    if (!part || !check) throw new Error("the exercise has no other part");
    const asked = {
      submissionId,
      partId: part.id,
      checkId: check.id,
      points: 0,
      reason: "The line was copied from the sheet.",
    };
    expect(code(await services.overrideCheck(who("assistant"), { ...asked, reason: "  " }))).toBe("unreadable");
    expect(code(await services.overrideCheck(who("assistant"), { ...asked, points: 1000 }))).toBe("unreadable");
    const override = value(await services.overrideCheck(who("assistant"), asked));
    value(await services.addComment(who("assistant"), { submissionId, body: "Say why the weights are transposed." }));

    const seen = value(await services.reportView(who("student"), { submissionId }));
    const full = seen.effective?.outOf ?? 0;
    expect(seen.effective).toMatchObject({ verdict: "partial", points: full - check.outOf });
    // The author's words follow the verdict that counts.
    const said = (view: typeof seen) => view.report?.parts.find(({ id }) => id === rubric.partId)?.feedback;
    expect(said(seen)).toContain("can write the formulas");
    expect(said(before)).toBeUndefined();
    expect(seen.overrides).toMatchObject([{ reason: asked.reason, by: "The assistant", withdrawn: null }]);
    expect(seen.comments).toMatchObject([{ body: "Say why the weights are transposed." }]);
    const told = value(await services.listNotices(who("student"), { course: courses.course }));
    expect(told.map(({ kind }) => kind)).toEqual(["commented", "overridden", "marked"]);

    value(await services.withdrawOverride(who("assistant"), { overrideId: override.id }));
    expect(code(await services.withdrawOverride(who("assistant"), { overrideId: override.id }))).toBe("conflict");
    const after = value(await services.reportView(who("student"), { submissionId }));
    expect(after.effective).toMatchObject({ verdict: "correct", points: full });
    const unread = value(await services.markNoticesRead(who("student"), { course: courses.course }));
    expect(unread).toEqual({ unread: 0 });
  });
});

describe("an instructor", () => {
  it("previews an exercise and grades in it without a record", async () => {
    const page = value(await services.previewExercise(who("instructor"), at("tanh-swap")));
    expect(page).toMatchObject({ mode: "preview", draft: null, submit: { open: false, because: "preview" } });
    const answer = solutionOf(exercise("tanh-swap"));
    const report = value(
      await services.previewGrade(who("instructor"), { ...at("tanh-swap"), answer, variantSeed: "4127" }),
    );
    expect(report.verdict).toBe("correct");
    const after = value(await services.exercisePage(who("instructor"), at("tanh-swap")));
    expect(after.attempts).toEqual([]);
  });

  it("sees files and proof state, hides an exercise from students and shows it again", async () => {
    const files = value(await services.exerciseFiles(who("instructor"), at("sgd")));
    expect(files.files[0]?.path).toBe("exercise.yaml");
    expect(["proved", "not-yet-proved"]).toContain(files.exercise.proof.state);
    value(await services.setExerciseHidden(who("instructor"), { ...at("sgd"), hidden: true }));
    expect(code(await services.exercisePage(who("student"), at("sgd")))).toBe("not-found");
    expect(code(await services.exercisePage(who("assistant"), at("sgd")))).toBe("ok");
    const visit = value(await services.visitorCourse(null));
    expect(visit.exercises.map(({ slug }) => slug)).not.toContain("sgd");
    value(await services.setExerciseHidden(who("instructor"), { ...at("sgd"), hidden: false }));
    expect(code(await services.exercisePage(who("student"), at("sgd")))).toBe("ok");
  });

  it("reads the class's results, where blank is not zero", async () => {
    const table = value(await services.results(who("instructor"), { course: courses.course }));
    const mira = table.students.find(({ id }) => id === "student");
    const cell = (slug: string) => mira?.cells.find((one) => one.slug === slug);
    expect(cell("tanh-swap")).toMatchObject({ attempts: 2, verdict: "correct" });
    expect(cell("sgd")).toMatchObject({ attempts: 0, points: null });
    expect(table.students.map(({ id }) => id)).toEqual(["student", "student2"]);
    // By the weights: 30, 40 and 30 % of the course; of the second set one exercise of three is done.
    expect(table.weights).toBe(100);
    const worth = (...slugs: string[]) =>
      table.exercises.filter(({ slug: one }) => slugs.includes(one)).reduce((sum, { outOf }) => sum + outOf, 0);
    const second = (40 * worth("tanh-swap")) / worth("tanh-swap", "l2-regularisation", "sgd");
    const third = (30 * worth("two-hidden-layers")) / worth("sin-regression", "two-hidden-layers");
    expect(mira?.courseTotal).toBeCloseTo(second + third, 1);
    // The student reads the same.
    const home = value(await services.courseHome(who("student"), { course: courses.course }));
    expect(home.progress.courseTotal).toBe(mira?.courseTotal);
    const { csv } = value(await services.resultsCsv(who("instructor"), { course: courses.course }));
    const [header, ...rows] = csv.slice(1).trim().split("\r\n");
    expect(header?.split(",").slice(0, 2)).toEqual(["name", "email"]);
    expect(rows).toHaveLength(2);
    const column = header?.split(",").indexOf("sgd points") ?? -1;
    expect(rows[0]?.split(",")[column]).toBe("");
  });

  it("closes a problem set, after which nothing is taken and the solution is shown", async () => {
    const set = { course: courses.course, assessment: "problem-set-2" };
    expect(code(await services.solution(who("student"), at("sgd")))).toBe("not-found");
    value(await services.updateAssessment(who("instructor"), { ...set, dueAt: "2026-01-01T00:00:00Z", lateDays: 0 }));
    const asked = { ...at("sgd"), answer: solutionOf(exercise("sgd")), clientToken: randomUUID() };
    expect(code(await services.submitAttempt(who("student"), asked))).toBe("closed");
    expect(value(await services.solution(who("student"), at("sgd"))).parts[0]?.code).toContain("export");
    value(await services.updateAssessment(who("instructor"), { ...set, dueAt: null }));
    expect(code(await services.submitAttempt(who("student"), asked))).toBe("ok");
  });
});

describe("a hint", () => {
  it("has no text until it is opened, and takes its price from later attempts only, once", async () => {
    const part = exercise("tanh-swap").spec.parts.find(({ hints }) => hints.some(({ cost }) => cost > 0));
    const index = part?.hints.findIndex(({ cost }) => cost > 0) ?? 0;
    if (!part) throw new Error("no hint of tanh-swap has a price");
    const page = value(await services.exercisePage(who("student2"), at("tanh-swap")));
    expect(page.hints[part.id]?.[index]?.text).toBeNull();
    expect(JSON.stringify(page.exercise)).not.toContain(part.hints[index]?.text);
    const { view: free } = await handIn("student2", "tanh-swap", solutionOf(exercise("tanh-swap")));
    const ask = { ...at("tanh-swap"), partId: part.id, index };
    const last = part.hints.length - 1;
    expect(await services.openHint(who("student2"), { ...ask, index: last })).toMatchObject({
      error: { code: "conflict", message: "Hints open one after the other. Open hint 1 first." },
    });
    for (let before = 0; before < index; before++)
      value(await services.openHint(who("student2"), { ...ask, index: before }));
    const opened = value(await services.openHint(who("student2"), ask));
    value(await services.openHint(who("student2"), ask));
    expect(opened.text).toBe(part.hints[index]?.text);
    const { view: paid } = await handIn("student2", "tanh-swap", solutionOf(exercise("tanh-swap")));
    expect(paid.effective?.points).toBe((free.effective?.points ?? 0) - opened.cost);
    expect(paid.history.map(({ counts }) => counts)).toEqual([true, false]);
  });
});

describe("the instructor of a course", () => {
  const course = () => ({ course: courses.course });
  const placeOf = async (slug: string) =>
    value(await services.instructorExercises(who("instructor"), course())).exercises.find((one) => one.slug === slug)
      ?.assessment?.slug ?? null;

  it("adds a problem set, which students see once there is an exercise in it", async () => {
    const seen = async (name: string) =>
      value(await services.courseHome(who(name), course())).assessments.map(({ slug }) => slug);
    const add = (title: string) => services.addAssessment(who("instructor"), { ...course(), title });
    expect(value(await add(" Problem set 4 ")).slug).toBe("problem-set-4");
    expect(value(await add("Задание")).slug).toBe("problem-set");
    expect(code(await add("problem set 4"))).toBe("unreadable");
    expect(code(await add("  "))).toBe("unreadable");
    expect(await seen("student")).not.toContain("problem-set-4");
    expect(await seen("instructor")).toContain("problem-set-4");
    const put = { ...at("sgd"), assessment: "problem-set-4" };
    value(await services.placeExercise(who("instructor"), put));
    expect(await placeOf("sgd")).toBe("problem-set-4");
    expect(await seen("student")).toContain("problem-set-4");
  });

  it("takes an exercise out of its set, and the next start does not put it back", async () => {
    value(await services.placeExercise(who("instructor"), { ...at("sgd"), assessment: null }));
    expect(await placeOf("sgd")).toBeNull();
    expect(value(await services.exercisePage(who("student"), at("sgd"))).assessment).toBeNull();
    const gone = { ...at("sgd"), assessment: "no-such-set" };
    expect(code(await services.placeExercise(who("instructor"), gone))).toBe("not-found");
    await inTheRoleOf(courses.postgres.owner, () =>
      inTransaction((tx) => demoCourse(tx, courses.exercises, new Date())),
    );
    expect(await placeOf("sgd")).toBeNull();
    value(await services.placeExercise(who("instructor"), { ...at("sgd"), assessment: "problem-set-2" }));
  });

  it("makes a student an assistant and back, but never takes the own role", async () => {
    const set = (person: string, role: "student" | "assistant") =>
      services.setRole(who("instructor"), { ...course(), person, role });
    value(await set("student2", "assistant"));
    expect(code(await services.reviewQueue(who("student2"), course()))).toBe("ok");
    const { people } = value(await services.coursePeople(who("instructor"), course()));
    expect(people.map(({ id, role }) => `${id}: ${role}`)).toContain("student2: assistant");
    value(await set("student2", "student"));
    expect(code(await services.reviewQueue(who("student2"), course()))).toBe("not-found");
    expect(code(await set("instructor", "student"))).toBe("unreadable");
    expect(code(await set("other-student", "assistant"))).toBe("not-found");
  });
});
