import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ok, type Result } from "#lib/core/result.ts";
import {
  closeDatabase,
  database,
  inTransaction,
  selectOptionalCourse,
  selectOptionalRole,
} from "#lib/platform/db/index.ts";
import { gradeSubmission } from "./grade/grade-submission.ts";
import * as services from "./index.ts";
import { demoEmail, demoPeople } from "./seed/demo-people.ts";
import type { ServiceFailure } from "./shared/failure.ts";
import { guarded } from "./shared/service.ts";
import { inTheRoleOf, personOf, solutionOf, startTestCourses, type TestCourses } from "./testing.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let courses: TestCourses;
let owner: pg.Client;
beforeAll(async () => {
  courses = await startTestCourses();
  owner = new pg.Client({ connectionString: courses.postgres.owner });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await courses?.stop();
});

const who = (name: string) => personOf(courses, name);
const at = (slug: string) => ({ course: courses.course, exercise: slug });
const exercise = (slug: string) => {
  const found = courses.exercises.find(({ spec }) => spec.slug === slug);
  if (!found) throw new Error(`no exercise ${slug}`);
  return found;
};

function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const code = (result: Result<unknown, { readonly code: string }>) => (result.ok ? "ok" : result.error.code);
const setDates = (opens: string, due: string) =>
  owner.query(`UPDATE assessment SET opens_at = ${opens}, due_at = ${due}, late_days = 0 WHERE slug = 'problem-set-2'`);

async function handIn(name: string, slug: string, answer = solutionOf(exercise(slug)), graded = true): Promise<string> {
  const asked = { ...at(slug), answer, clientToken: randomUUID() };
  const { submissionId } = value(await services.submitAttempt(who(name), asked));
  if (graded) await inTheRoleOf(courses.postgres.worker, () => gradeSubmission(submissionId, "w"));
  return submissionId;
}

describe("an exercise", () => {
  const hint = () => ({ ...at("sgd"), partId: "implement", index: 0 });

  it("tells a student before it opens only when that will be, and staff all of it", async () => {
    await setDates("'2999-01-01T08:00:00Z'", "NULL");
    const page = value(await services.exercisePage(who("student"), at("sgd")));
    expect(page.statement).toBe("Opens on Tue 1 Jan, 09:00 Berlin.");
    expect(page).toMatchObject({ given: {}, hints: {}, variantSeed: "", draft: null, submit: { because: "not-open" } });
    const { spec, files } = exercise("sgd");
    for (const secret of [spec.parts[0]?.title ?? "?", spec.summary, ...files.values()])
      expect(JSON.stringify(page)).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(await services.openHint(who("student"), hint())).toMatchObject({
      error: { code: "not-open", message: "Opens on Tue 1 Jan, 09:00 Berlin. So do its hints." },
    });
    const staff = value(await services.exercisePage(who("assistant"), at("sgd")));
    expect(staff.exercise.parts.length).toBeGreaterThan(0);
    expect(code(await services.openHint(who("assistant"), hint()))).toBe("ok");
  });

  it("shows its hints after it closed, for nothing", async () => {
    await setDates("NULL", "now() - interval '1 day'");
    const priced = { ...at("tanh-swap"), partId: "", index: 0 };
    for (const part of exercise("tanh-swap").spec.parts)
      for (const [index, { cost }] of part.hints.entries())
        if (cost > 0) Object.assign(priced, { partId: part.id, index });
    expect(value(await services.openHint(who("student"), priced))).toMatchObject({ cost: 0, text: expect.any(String) });
    const { rows } = await owner.query("SELECT 1 FROM hint_opening WHERE user_id = 'student'");
    expect(rows).toEqual([]);
    await setDates("NULL", "NULL");
  });
});

describe("a mistake", () => {
  it("is settled by the first attempt in which its check holds, and not by an empty one", async () => {
    const { spec, files } = exercise("tanh-swap");
    const [part] = spec.parts;
    const source = files.get("mistakes/sigmoid-slope.ts") ?? "";
    await handIn("student", "tanh-swap", { [part?.id ?? ""]: { kind: "code", source } });
    await handIn("student", "tanh-swap", { [part?.id ?? ""]: { kind: "code", source: "" } });
    const came = async () => value(await services.courseHome(who("student"), { course: courses.course })).cameBack[0];
    expect(await came()).toMatchObject({ settledOn: null });
    await handIn("student", "tanh-swap");
    expect(await came()).toMatchObject({ settledOn: 3 });
  });
});

describe("a person", () => {
  it("has a limit per minute on submissions, drafts and hints, each said in a sentence", async () => {
    const answer = { values: { kind: "worksheet", fields: {} } } as const;
    const place = at("manual-backprop");
    const submit = () => services.submitAttempt(who("student2"), { ...place, answer, clientToken: randomUUID() });
    const save = () => services.saveDraft(who("student2"), { ...place, answer, baseVersion: 0 });
    const open = () => services.openHint(who("student2"), { ...place, partId: "values", index: 0 });
    for (const [ask, most] of [
      [submit, 60],
      [save, 120],
      [open, 30],
    ] as const) {
      for (let i = 0; i < most; i++) expect(code(await ask())).not.toBe("too-many");
      expect(await ask()).toMatchObject({
        error: {
          code: "too-many",
          message: expect.stringMatching(/^That were many .* in a minute\..* Wait \d+ seconds?/),
        },
      });
    }
    expect(code(await services.saveDraft(who("student"), { ...place, answer, baseVersion: 0 }))).toBe("ok");
  });

  it("follows at most five submissions at once, and a page that was left makes room", async () => {
    const submissionId = await handIn(
      "student",
      "manual-backprop",
      { values: { kind: "worksheet", fields: {} } },
      false,
    );
    const pages = Array.from({ length: 5 }, () => new AbortController());
    const follow = (signal: AbortSignal) => services.submissionEvents(who("student"), { submissionId }, signal);
    for (const page of pages) expect(code(await follow(page.signal))).toBe("ok");
    expect(await follow(new AbortController().signal)).toMatchObject({ error: { code: "too-many" } });
    pages[0]?.abort();
    const last = new AbortController();
    expect(code(await follow(last.signal))).toBe("ok");
    for (const page of [...pages, last]) page.abort();
  });
});

describe("a stream of events", () => {
  /** How a stream ended within ten seconds; `heartbeat` is what it told last. */
  async function endOf(events: AsyncIterable<services.SubmissionEvent>, afterFirst: () => Promise<unknown>) {
    let first = true;
    for await (const { type } of events) {
      if (type === "heartbeat" && first) await afterFirst();
      if (type === "heartbeat") first = false;
    }
    return first ? "never began" : "ended";
  }

  it("ends when the person may not listen any more, or is signed out", async () => {
    const submissionId = await handIn(
      "student",
      "manual-backprop",
      { values: { kind: "worksheet", fields: {} } },
      false,
    );
    const late = AbortSignal.timeout(10_000);
    const asked = { submissionId, heartbeatMs: 100 };
    const set = (role: string) =>
      owner.query("UPDATE enrolment SET role = $1::role WHERE user_id = 'assistant'", [role]);
    const asStaff = value(await services.submissionEvents(who("assistant"), asked, late));
    expect(await endOf(asStaff, () => set("student"))).toBe("ended");
    await set("assistant");
    let signedIn = true;
    const stillSignedIn = async () => signedIn;
    const own = value(await services.submissionEvents(who("student"), { ...asked, stillSignedIn }, late));
    const signOut = async () => {
      signedIn = false;
    };
    expect(await endOf(own, signOut)).toBe("ended");
    expect(late.aborted).toBe(false);
  });

  it("tells an assistant nothing of what the student is told", async () => {
    const submissionId = await handIn("student", "two-hidden-layers");
    const abort = new AbortController();
    const events = value(
      await services.submissionEvents(who("assistant"), { submissionId, heartbeatMs: 300 }, abort.signal),
    );
    const heard: string[] = [];
    let said = false;
    for await (const { type } of events) {
      heard.push(type);
      if (!said) value(await services.addComment(who("assistant"), { submissionId, body: "Why?" }));
      else if (type === "heartbeat") abort.abort();
      said = true;
    }
    await sleep(0);
    expect(heard).not.toContain("notice");
  });
});

describe("a name", () => {
  const signUp = (name: string) =>
    services.signUp(
      { headers: new Headers() },
      { name, email: `${randomUUID()}@x.test`, password: "a long enough one" },
    );

  it.each([0x200b, 0x200c, 0x200d, 0x200f, 0x202a, 0x202e, 0x2060, 0x2069, 0xfeff, 0xad, 0x61c, 0x3164, 0x0a, 0x2028])(
    "is refused with a character that cannot be seen (U+%s)",
    async (at) => {
      expect(await signUp(`Ada${String.fromCodePoint(at)}Lovelace`)).toMatchObject({
        error: { message: "Your name holds a character that cannot be seen; type it again by hand." },
      });
    },
  );

  it("is taken in any script", async () => {
    for (const name of ["Zoë Müller-O’Neil", "李 小龍", "עדה", "আদা", "J. R. R. Tolkien 2", "علی\u200cرضا"])
      expect(code(await signUp(name))).toBe("ok");
  });
});

describe("the demo's people", () => {
  it("are made and given their passwords; an account that somebody made with such an address stays as it is", async () => {
    const email = demoEmail("instructor");
    const made = value(
      await services.signUp({ headers: new Headers() }, { name: "Someone", email, password: "a long enough one" }),
    );
    for (const role of ["STUDENT", "ASSISTANT", "INSTRUCTOR"])
      vi.stubEnv(`NABLAB_DEMO_${role}_PASSWORD`, "the demo's one");
    await inTheRoleOf(courses.postgres.owner, () =>
      inTransaction(async (tx) => {
        const course = await selectOptionalCourse(tx, courses.course);
        if (!course) throw new Error("the course is gone");
        await demoPeople(tx, course.id);
        await demoPeople(tx, course.id);
        expect(await selectOptionalRole(tx, course.id, made.actor.userId)).toBeNull();
      }),
    );
    vi.unstubAllEnvs();
    const signIn = (email: string, password: string) =>
      services.signIn({ headers: new Headers() }, { email, password });
    expect(code(await signIn(email, "a long enough one"))).toBe("ok");
    expect(code(await signIn(email, "the demo's one"))).toBe("unreadable");
    expect(code(await signIn(demoEmail("assistant"), "the demo's one"))).toBe("ok");
  });
});

describe("a database that does not answer", () => {
  const ending = (sql: string) =>
    guarded<unknown, ServiceFailure>(async () => ok(await database().$queryRawUnsafe(sql)));

  it("is told from one that refuses: only the first is said to be away for a while", async () => {
    expect(code(await ending("SELECT pg_terminate_backend(pg_backend_pid())"))).toBe("unavailable");
    await expect(ending("DELETE FROM report")).rejects.toThrow(/permission denied/);
    await expect(ending("SELECT 1 / 0")).rejects.toThrow(/division by zero/);
    vi.stubEnv("DATABASE_URL", "postgresql://nablab_web@127.0.0.1:1/nablab");
    await closeDatabase();
    expect(code(await ending("SELECT 1"))).toBe("unavailable");
    vi.unstubAllEnvs();
    await closeDatabase();
    expect(code(await ending("SELECT 1"))).toBe("ok");
  });
});
