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
    `INSERT INTO override (submission_id, part_id, check_id, points, reason, created_by_id)
     VALUES ($1, 'words', 'rubric', 1, 'planted', 'assistant') RETURNING id`,
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
  markRubric: { call: (a) => services.markRubric(a, { ...sub(), partId: "words", applied: [] }), lets: staff },
  overrideCheck: {
    call: (a) => services.overrideCheck(a, { ...sub(), partId: "p", checkId: "c", points: 0, reason: "why" }),
    lets: staff,
  },
  withdrawOverride: { call: (a) => services.withdrawOverride(a, { overrideId }), lets: staff },
  addComment: { call: (a) => services.addComment(a, { ...sub(), body: "Why?" }), lets: staff },
  instructorExercises: { call: (a) => services.instructorExercises(a, course()), lets: instructor },
  exerciseFiles: { call: (a) => services.exerciseFiles(a, at()), lets: instructor },
  previewExercise: { call: (a) => services.previewExercise(a, at()), lets: instructor },
  previewGrade: { call: (a) => services.previewGrade(a, { ...at(), answer, variantSeed: "1" }), lets: instructor },
  setExerciseHidden: { call: (a) => services.setExerciseHidden(a, { ...at(), hidden: false }), lets: instructor },
  results: { call: (a) => services.results(a, course()), lets: instructor },
  resultsCsv: { call: (a) => services.resultsCsv(a, course()), lets: instructor },
  updateAssessment: {
    call: (a) => services.updateAssessment(a, { ...course(), assessment: "problem-set-1", lateDays: 0 }),
    lets: instructor,
  },
};

/** What belongs to no course, or is for anyone. */
const OPEN_TO_ANYONE = [
  "actorOf",
  "authHandler",
  "dateWords",
  "isHealthy",
  "joinCourse",
  "makeInstructor",
  "myCourses",
  "signIn",
  "signOut",
  "signUp",
  "visitorCourse",
];

async function outcome(row: Row, actor: Actor): Promise<string> {
  const result = await row.call(actor);
  const code = result.ok ? "let in" : (result.error?.code ?? "");
  return code === "sign-in" || code === "not-found" ? code : "let in";
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
        const expected = row.lets.includes(member) ? "let in" : "not-found";
        // What only staff may see is reached with something that is not there for an override; it is let in all the same.
        if (name === "overrideCheck" && expected === "let in") continue;
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

  it("cannot be guessed: the sixth try within a minute is not even looked at, whatever the address it comes from", async () => {
    const tries: string[] = [];
    for (let i = 0; i < 6; i++) {
      const tried = await services.signIn(from(`10.0.1.${i}`), { email: mira.email, password: `guess number ${i}` });
      tries.push(tried.ok ? "in" : tried.error.code);
    }
    expect(tries).toEqual(["unreadable", "unreadable", "unreadable", "unreadable", "unreadable", "too-many"]);
    const right = await services.signIn(from("10.0.1.9"), { email: mira.email, password: mira.password });
    expect(right).toMatchObject({ ok: false, error: { code: "too-many" } });
  });

  it("gets the same answer for an address that has no account, and one address has 20 tries a minute", async () => {
    const tries: string[] = [];
    for (let i = 0; i < 21; i++) {
      const tried = await services.signIn(from("10.0.2.1"), {
        email: `nobody${i}@example.net`,
        password: "anything at all",
      });
      tries.push(tried.ok ? "in" : tried.error.code);
    }
    expect(new Set(tries.slice(0, 20))).toEqual(new Set(["unreadable"]));
    expect(tries[20]).toBe("too-many");
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
