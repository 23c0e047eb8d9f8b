import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "#lib/platform/auth/index.ts";
import * as services from "./index.ts";
import { personOf, solutionOf, startTestCourses, type TestCourses } from "./testing.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let courses: TestCourses;
let submissionId: string;
let overrideId: string;

beforeAll(async () => {
  courses = await startTestCourses();
  const exercise = courses.exercises.find(({ spec }) => spec.slug === "two-hidden-layers");
  if (!exercise) throw new Error("there is no two-hidden-layers");
  const asked = { course: courses.course, exercise: exercise.spec.slug, clientToken: randomUUID() };
  const handed = await services.submitAttempt(personOf(courses, "student"), { ...asked, answer: solutionOf(exercise) });
  if (!handed.ok) throw new Error(handed.error.message);
  submissionId = handed.value.submissionId;
  const owner = new pg.Client({ connectionString: courses.postgres.owner });
  await owner.connect();
  const { rows } = await owner.query(
    `INSERT INTO override (submission_id, part_id, check_id, points, reason, created_by_id, withdrawn_by_id, withdrawn_at)
     VALUES ($1, 'words', 'rubric', 1, 'planted', 'assistant', 'assistant', now()) RETURNING id`,
    [submissionId],
  );
  overrideId = rows[0].id;
  await owner.end();
});
afterAll(() => courses?.stop());

type Row = {
  readonly call: (actor: Actor) => Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>;
  /** Who is let in, of the people of the course; the student is the one whose work it is, student2 another. */
  readonly lets: readonly ("student" | "student2" | "assistant" | "instructor")[];
  /** Why it is not done for those it lets in, where it is not. */
  readonly but?: "unreadable" | "conflict";
};

const members = ["student", "student2", "assistant", "instructor"] as const;
const staff = ["assistant", "instructor"] as const;
const instructor = ["instructor"] as const;
const course = () => ({ course: courses.course });
const at = () => ({ ...course(), exercise: "sgd" });
const sub = () => ({ submissionId });
const answer = { implement: { kind: "code", source: "(" } } as const;

/** One row per use case. A use case without a row fails the test below. */
const rows: { readonly [name: string]: Row } = {
  courseHome: { call: (a) => services.courseHome(a, course()), lets: members },
  listNotices: { call: (a) => services.listNotices(a, course()), lets: members },
  markNoticesRead: { call: (a) => services.markNoticesRead(a, course()), lets: members },
  exercisePage: { call: (a) => services.exercisePage(a, at()), lets: members },
  saveDraft: { call: (a) => services.saveDraft(a, { ...at(), answer, baseVersion: 0 }), lets: members },
  submitAttempt: {
    call: (a) => services.submitAttempt(a, { ...at(), answer, clientToken: randomUUID() }),
    lets: members,
    but: "unreadable",
  },
  openHint: { call: (a) => services.openHint(a, { ...at(), partId: "implement", index: 0 }), lets: members },
  // Before the deadline the solution is not there for students.
  solution: { call: (a) => services.solution(a, at()), lets: staff },
  reportView: { call: (a) => services.reportView(a, sub()), lets: ["student", ...staff] },
  submissionEvents: {
    call: (a) => services.submissionEvents(a, sub(), AbortSignal.abort()),
    lets: ["student", ...staff],
  },
  reviewQueue: { call: (a) => services.reviewQueue(a, course()), lets: staff },
  reviewView: { call: (a) => services.reviewView(a, sub()), lets: staff },
  nextAnswer: { call: (a) => services.nextAnswer(a, course()), lets: staff },
  // Nothing grades here, so a person has nothing to judge yet.
  markRubric: {
    call: (a) => services.markRubric(a, { ...sub(), partId: "words", applied: [] }),
    lets: staff,
    but: "conflict",
  },
  overrideCheck: {
    call: (a) => services.overrideCheck(a, { ...sub(), partId: "p", checkId: "c", points: 0, reason: "why" }),
    lets: staff,
    but: "conflict",
  },
  // Planted as taken back already.
  withdrawOverride: {
    call: (a) => services.withdrawOverride(a, { overrideId }),
    lets: staff,
    but: "conflict",
  },
  addComment: { call: (a) => services.addComment(a, { ...sub(), body: "Why?" }), lets: staff },
  instructorExercises: { call: (a) => services.instructorExercises(a, course()), lets: instructor },
  exerciseFiles: { call: (a) => services.exerciseFiles(a, at()), lets: instructor },
  previewExercise: { call: (a) => services.previewExercise(a, at()), lets: instructor },
  previewGrade: {
    call: (a) => services.previewGrade(a, { ...at(), answer, variantSeed: "1" }),
    lets: instructor,
    but: "unreadable",
  },
  setExerciseHidden: { call: (a) => services.setExerciseHidden(a, { ...at(), hidden: false }), lets: instructor },
  results: { call: (a) => services.results(a, course()), lets: instructor },
  resultsCsv: { call: (a) => services.resultsCsv(a, course()), lets: instructor },
  addAssessment: { call: (a) => services.addAssessment(a, { ...course(), title: "One more" }), lets: instructor },
  addExercise: { call: (a) => services.addExercise(a, at()), lets: instructor },
  placeExercise: { call: (a) => services.placeExercise(a, { ...at(), assessment: "problem-set-1" }), lets: instructor },
  // In the course of these rows every exercise is in a set.
  moveExercise: { call: (a) => services.moveExercise(a, { ...at(), to: "down" }), lets: instructor },
  renameAssessment: {
    call: (a) => services.renameAssessment(a, { ...course(), assessment: "problem-set-1", title: "By hand" }),
    lets: instructor,
  },
  moveAssessment: {
    call: (a) => services.moveAssessment(a, { ...course(), assessment: "problem-set-1", to: "up" }),
    lets: instructor,
  },
  removeAssessment: {
    call: (a) => services.removeAssessment(a, { ...course(), assessment: "further-practice-3" }),
    lets: instructor,
  },
  coursePeople: { call: (a) => services.coursePeople(a, course()), lets: instructor },
  setRole: { call: (a) => services.setRole(a, { ...course(), person: "student2", role: "student" }), lets: instructor },
  renameCourse: { call: (a) => services.renameCourse(a, { ...course(), title: "Another title" }), lets: instructor },
  makeCourse: { call: (a) => services.makeCourse(a, { ...course(), title: "Next year" }), lets: instructor },
  updateAssessment: {
    call: (a) => services.updateAssessment(a, { ...course(), assessment: "problem-set-1", lateDays: 0 }),
    lets: instructor,
  },
};

/** What belongs to no course, is for anyone, or only asks the table who may. */
const OPEN_TO_ANYONE = [
  "actorOf",
  "authHandler",
  "can",
  "dateWords",
  "isHealthy",
  "joinCourse",
  "lessonCourse",
  "makeInstructor",
  "myCourses",
  "signIn",
  "signOut",
  "signUp",
  "visitorCourse",
  "weightsInAll",
];

async function outcome(row: Row, actor: Actor): Promise<string> {
  const result = await row.call(actor);
  return result.ok ? "done" : (result.error?.code ?? "");
}

describe("every use case", () => {
  it("has a row here, or is for anyone", () => {
    const all = Object.entries(services).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
    expect(all.sort()).toEqual([...Object.keys(rows), ...OPEN_TO_ANYONE].sort());
  });

  for (const [name, row] of Object.entries(rows)) {
    it(`${name} asks no one in, and finds nothing for people of another course`, async () => {
      expect(await outcome(row, null)).toBe("sign-in");
      for (const stranger of ["other-student", "other-assistant", "other-instructor"])
        expect([stranger, await outcome(row, personOf(courses, stranger))]).toEqual([stranger, "not-found"]);
    });
    it(`${name} lets in ${row.lets.join(", ")} and no one else of the course`, async () => {
      for (const member of members) {
        const expected = row.lets.includes(member) ? (row.but ?? "done") : "not-found";
        expect([member, await outcome(row, personOf(courses, member))]).toEqual([member, expected]);
      }
    });
  }

  it("finds nothing under addresses that cannot be", async () => {
    const student = personOf(courses, "student");
    expect(await services.reportView(student, { submissionId: "1 OR 1=1" })).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await services.courseHome(student, { course: "../x" })).toMatchObject({ error: { code: "not-found" } });
    expect(await services.reportView(student, { submissionId: randomUUID() })).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("reads the role anew each time: who is no longer an assistant sees nothing more", async () => {
    const owner = new pg.Client({ connectionString: courses.postgres.owner });
    await owner.connect();
    const set = (role: string) =>
      owner.query("UPDATE enrolment SET role = $1::role WHERE user_id = 'assistant'", [role]);
    await set("student");
    expect(await services.reviewQueue(personOf(courses, "assistant"), course())).toMatchObject({
      error: { code: "not-found" },
    });
    await set("assistant");
    expect((await services.reviewQueue(personOf(courses, "assistant"), course())).ok).toBe(true);
    await owner.end();
  });
});

describe("a person", () => {
  const from = (address: string) => ({ headers: new Headers({ "x-nablab-ip": address }) });
  const mira = { name: "Mira", email: "mira@example.net", password: "a long enough one" };

  it("signs up, joins by code, signs in by the cookie, and out again", async () => {
    const none = await services.signUp(from("10.0.0.1"), { ...mira, joinCode: "ZZZZ-ZZZZ" });
    expect(none).toMatchObject({ ok: false, error: { code: "unreadable" } });
    const joinCode = courses.joinCode.toLowerCase().replace("-", " ");
    const made = await services.signUp(from("10.0.0.1"), { ...mira, joinCode });
    if (!made.ok) throw new Error(made.error.message);
    expect(made.value.course).toMatchObject({ slug: courses.course, role: "student" });
    const cookie = made.value.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(made.value.headers.get("set-cookie")).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect(await services.actorOf(new Headers({ cookie }))).toMatchObject({ email: mira.email });
    await services.signOut({ headers: new Headers({ cookie }) });
    expect(await services.actorOf(new Headers({ cookie }))).toBeNull();
    expect(await services.signUp(from("10.0.0.1"), mira)).toMatchObject({ error: { code: "conflict" } });
  });

  it("is made an instructor by the command line, in the course that is named", async () => {
    expect(await services.makeInstructor(mira.email)).toMatchObject({ ok: false, error: { code: "no-course" } });
    expect(await services.makeInstructor("no@one.net", courses.course)).toMatchObject({ error: { code: "no-person" } });
    expect(await services.makeInstructor(mira.email, courses.course)).toMatchObject({ ok: true });
  });

  const tries = async (from: (i: number) => Headers, email: (i: number) => string, count: number) => {
    const codes: string[] = [];
    for (let i = 0; i < count; i++) {
      const tried = await services.signIn({ headers: from(i) }, { email: email(i), password: `guess number ${i}` });
      codes.push(tried.ok ? "in" : tried.error.code);
    }
    return codes;
  };
  const refusedFrom = (codes: readonly string[]) => codes.indexOf("too-many");

  it("cannot be guessed from one address: the sixth try within a minute is not even looked at, and nobody else is kept out", async () => {
    const there = () => from("10.0.1.1").headers;
    expect(refusedFrom(await tries(there, () => mira.email, 6))).toBe(5);
    const right = await services.signIn(from("10.0.1.1"), { email: mira.email, password: mira.password });
    expect(right).toMatchObject({ ok: false, error: { code: "too-many", retryAfter: expect.any(Number) } });
    expect(await services.signIn(from("10.0.1.2"), { email: mira.email, password: mira.password })).toMatchObject({
      ok: true,
    });
  });

  it("cannot be guessed from many addresses: an account has 30 tries a minute in all", async () => {
    const codes = await tries(
      (i) => from(`10.0.3.${i}`).headers,
      () => "someone@example.net",
      31,
    );
    expect(refusedFrom(codes)).toBe(30);
  });

  it("gets the same answer for an address that has no account, and 60 tries a minute from one address that did not succeed", async () => {
    const codes = await tries(
      () => from("10.0.2.1").headers,
      (i) => `nobody${i}@example.net`,
      61,
    );
    expect(new Set(codes.slice(0, 60))).toEqual(new Set(["unreadable"]));
    expect(codes[60]).toBe("too-many");
  });

  it("of a class of 40 behind one address signs up with the join code, while 10 without one are all", async () => {
    const signUp = (i: number, joinCode?: string) =>
      services.signUp(from("10.0.4.1"), {
        ...{ name: `P ${i}`, email: `p${i}-${joinCode ? "in" : "out"}@example.net`, password: "a long enough one" },
        ...(joinCode ? { joinCode } : {}),
      });
    for (let i = 0; i < 40; i++) expect((await signUp(i, courses.joinCode)).ok).toBe(true);
    for (let i = 0; i < 10; i++) expect((await signUp(i)).ok).toBe(true);
    expect(await signUp(10)).toMatchObject({ error: { code: "too-many" } });
    expect(await signUp(11, "ZZZZ-ZZZZ")).toMatchObject({ error: { code: "too-many" } });
  });

  it("cannot sign in or up past the limits by the sign-in library's own routes", async () => {
    for (const path of ["sign-in/email", "sign-up/email"]) {
      const request = new Request(`http://localhost:3999/api/auth/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: "http://localhost:3999" },
        body: JSON.stringify(mira),
      });
      expect((await services.authHandler(request)).status).toBe(404);
    }
  });
});
