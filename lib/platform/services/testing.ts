import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, PartAnswer } from "#lib/core/answer.ts";
import type { Exercise, Part } from "#lib/grading/exercise/index.ts";
import { loadExercises } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import {
  closeDatabase,
  databaseNow,
  insertCourse,
  insertPersonOnce,
  insertStudent,
  inTransaction,
  type Role,
  selectOptionalRole,
  upsertCourseExercise,
  upsertRole,
} from "#lib/platform/db/index.ts";
import { startTestPostgres, type TestPostgres } from "#lib/platform/db/testing.ts";
import { reportView } from "./answer/report-view.ts";
import { demoCourse } from "./seed/demo-course.ts";
import { importExercises } from "./seed/import-exercises.ts";
import type { Person } from "./shared/enter.ts";
import type { ReportView } from "./views.ts";

/** Two courses with people of every role in each, on a PostgreSQL of their own. This process is the web server's role in it. */
export type TestCourses = {
  readonly postgres: TestPostgres;
  readonly course: string;
  readonly otherCourse: string;
  readonly joinCode: string;
  /** In the first course: `student`, `student2`, `assistant`, `instructor`; in the other: `other-student` and so on. */
  readonly people: { readonly [name: string]: Person };
  readonly exercises: readonly Exercise[];
  readonly stop: () => Promise<void>;
};

export async function startTestCourses(): Promise<TestCourses> {
  process.env.NABLAB_SERVER_KEY = "a server key for tests only";
  process.env.BETTER_AUTH_SECRET = "an auth secret for tests only, 32+";
  process.env.APP_URL = "http://localhost:3999";
  const postgres = await startTestPostgres();
  process.env.DATABASE_URL = postgres.owner;
  const root = path.resolve("exercises");
  const folders = await loadExercises(root);
  const seeded = await inTransaction(async (tx) => {
    const exercises = await importExercises(tx, root, folders, () => {});
    const course = await demoCourse(tx, exercises, await databaseNow(tx));
    const otherCourse = await insertCourse(tx, {
      slug: "another-course",
      title: "Another course",
      joinCode: "ANOT-HERC",
      timeZone: "UTC",
      public: false,
    });
    const [first] = exercises;
    if (first)
      await upsertCourseExercise(tx, {
        courseId: otherCourse.id,
        slug: first.spec.slug,
        versionHash: first.hash,
        position: 0,
      });
    const people: { [name: string]: Person } = {};
    for (const [name, courseId, role] of cast(course.id, otherCourse.id)) {
      const person = { id: name, name: `The ${name}`, email: `${name}@example.org`, password: "no hash" };
      await insertPersonOnce(tx, person);
      await insertStudent(tx, courseId, person.id);
      if ((await selectOptionalRole(tx, courseId, person.id)) !== role) await upsertRole(tx, courseId, person.id, role);
      people[name] = { userId: person.id, name: person.name, email: person.email };
    }
    return { exercises, course: course.slug, joinCode: course.joinCode, otherCourse: otherCourse.slug, people };
  });
  await closeDatabase();
  process.env.DATABASE_URL = postgres.web;
  (globalThis as { nablabRunner?: unknown }).nablabRunner = { ...createLocalRunner(), close: async () => {} };
  return {
    ...seeded,
    postgres,
    async stop() {
      await closeDatabase();
      await postgres.stop();
    },
  };
}

const cast = (course: string, other: string): readonly (readonly [string, string, Role])[] => [
  ["student", course, "student"],
  ["student2", course, "student"],
  ["assistant", course, "assistant"],
  ["instructor", course, "instructor"],
  ["other-student", other, "student"],
  ["other-assistant", other, "assistant"],
  ["other-instructor", other, "instructor"],
];

/** A person of the cast. */
export function personOf(courses: TestCourses, name: string): Person {
  const person = courses.people[name];
  if (!person) throw new Error(`no one is called ${name}`);
  return person;
}

/** Does something with the rights of another role of the database, by its address. */
export async function inTheRoleOf<T>(url: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.DATABASE_URL;
  await closeDatabase();
  process.env.DATABASE_URL = url;
  try {
    return await work();
  } finally {
    await closeDatabase();
    if (before) process.env.DATABASE_URL = before;
  }
}

/** Bundles the worker as `npm start` does, if it is stale. */
export const buildWorker = (): void => {
  execFileSync(process.execPath, ["scripts/setup.mjs", "--only", "sandbox-thread,worker,prepare"], { stdio: "pipe" });
};

/** A real grading worker in a process of its own; resolves when it takes jobs. */
export async function startWorker(postgres: TestPostgres): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["dist/worker.mjs"], {
    env: { ...process.env, DATABASE_URL: postgres.worker },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("the worker ended at its start"))),
  ]);
  return child;
}

export async function stopWorker(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

/** Waits for the report of a submission. */
export async function reportOf(actor: Person, submissionId: string, seconds = 60): Promise<ReportView> {
  for (let i = 0; i < seconds * 10; i++) {
    const view = await reportView(actor, { submissionId });
    if (!view.ok) throw new Error(view.error.message);
    if (view.value.report) return view.value;
    await sleep(100);
  }
  throw new Error(`no report within ${seconds} s`);
}

/** The solution of an exercise as an answer, prose included; worksheets are left empty. */
export function solutionOf(exercise: Exercise): Answer {
  const parts = exercise.spec.parts.map((part) => [part.id, solutionOfPart(exercise, part)] as const);
  return Object.fromEntries(parts.flatMap(([id, answer]) => (answer ? [[id, answer]] : [])));
}

function solutionOfPart(exercise: Exercise, part: Part): PartAnswer | null {
  switch (part.kind) {
    case "code":
      return { kind: "code", source: exercise.files.get(part.solution) ?? "" };
    case "derivation":
      return { kind: "derivation", lines: Object.fromEntries(part.lines.map(({ id, answer }) => [id, answer])) };
    case "choice":
      return { kind: "choice", chosen: part.options.filter(({ correct }) => correct).map(({ id }) => id) };
    case "text":
      return { kind: "text", text: "The error comes back through the transposed weights." };
    case "worksheet":
      return null;
  }
}

export type Acknowledged = {
  readonly clientToken: string;
  readonly submissionId?: string;
  readonly receipt?: string;
  readonly refused?: string;
};

const SUBMITTER = "dist/test-submitter.mjs";

/** Bundles the process that hands answers in as the web server does. */
export async function buildSubmitter(): Promise<void> {
  const { build } = await import("esbuild");
  await build({
    entryPoints: ["lib/platform/services/testing-submitter.ts"],
    outfile: SUBMITTER,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    loader: { ".wasm": "binary" },
    logLevel: "error",
  });
}

/** Starts it. `hear` gets each acknowledgement as it is printed. */
export function startSubmitter(
  orders: { readonly [key: string]: unknown },
  hear: (told: Acknowledged) => void,
): ChildProcess {
  const env = { ...process.env, SUBMITTER_ORDERS: JSON.stringify(orders) };
  const child = spawn(process.execPath, [SUBMITTER], { env, stdio: ["ignore", "pipe", "inherit"] });
  let rest = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hear(JSON.parse(line) as Acknowledged);
  });
  return child;
}
