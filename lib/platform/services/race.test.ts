import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Answer } from "#lib/core/answer.ts";
import * as services from "./index.ts";
import {
  type Acknowledged,
  buildSubmitter,
  buildWorker,
  personOf,
  solutionOf,
  startSubmitter,
  startTestCourses,
  type TestCourses,
} from "./testing.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let courses: TestCourses;
let answer: Answer;
const at = () => ({ course: courses.course, exercise: "two-hidden-layers" });

beforeAll(async () => {
  buildWorker();
  await buildSubmitter();
  courses = await startTestCourses();
  const exercise = courses.exercises.find(({ spec }) => spec.slug === "two-hidden-layers");
  if (!exercise) throw new Error("there is no two-hidden-layers");
  answer = solutionOf(exercise);
});
afterAll(() => courses?.stop());

/** A hundred requests of one student in four web servers at once. */
async function hundred(userId: string, tokens: readonly string[]): Promise<readonly Acknowledged[]> {
  const told: Acknowledged[] = [];
  const servers = [0, 1, 2, 3].map((i) => {
    const orders = { ...at(), userId, answer, tokens: tokens.slice(i * 25, i * 25 + 25), atOnce: true };
    return startSubmitter(orders, (one) => told.push(one));
  });
  await Promise.all(servers.map((server) => once(server, "close")));
  return told;
}

const counted = (words: readonly string[]) =>
  Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]));

describe("a hundred requests in four web servers", () => {
  it("take exactly the five attempts that are allowed", async () => {
    const told = await hundred(
      "student",
      Array.from({ length: 100 }, () => randomUUID()),
    );
    expect(counted(told.map(({ refused }) => refused ?? "taken"))).toEqual({ taken: 5, "no-attempts-left": 95 });
    const page = await services.exercisePage(personOf(courses, "student"), at());
    expect(page.ok && page.value.attempts.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    expect(page.ok && page.value.submit).toMatchObject({
      because: "no-attempts-left",
      sentence: "All 5 attempts are used; the best one counts.",
    });
  });
});

describe("forty requests with one token", () => {
  it("are one submission, and each gets its receipt", async () => {
    const asked = { ...at(), answer, clientToken: randomUUID() };
    const tried = await Promise.all(
      Array.from({ length: 40 }, () => services.submitAttempt(personOf(courses, "student2"), asked)),
    );
    expect(new Set(tried.map((one) => (one.ok ? one.value.receipt : one.error.code))).size).toBe(1);
    const page = await services.exercisePage(personOf(courses, "student2"), at());
    expect(page.ok && page.value.attempts.length).toBe(1);
  });
});

describe("two devices", () => {
  it("lose no draft: of forty saves on one version one is the next, and the others are told of it", async () => {
    const save = (text: string) =>
      services.saveDraft(personOf(courses, "assistant"), {
        ...at(),
        answer: { words: { kind: "text", text } },
        baseVersion: 0,
      });
    const tried = await Promise.all(Array.from({ length: 40 }, (_, i) => save(`device ${i}`)));
    expect(counted(tried.map((one) => (one.ok ? String(one.value.saved) : one.error.code)))).toEqual({
      true: 1,
      false: 39,
    });
  });
});
