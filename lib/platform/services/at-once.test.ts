import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Result } from "#lib/core/result.ts";
import * as services from "./index.ts";
import { personOf, startTestCourses, type TestCourses } from "./testing.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let courses: TestCourses;
beforeAll(async () => {
  courses = await startTestCourses();
});
afterAll(async () => {
  await courses?.stop();
});

const who = (name: string) => personOf(courses, name);
const course = () => ({ course: courses.course });
const code = <T, E extends { readonly code: string }>(result: Result<T, E>) => (result.ok ? "ok" : result.error.code);
const codes = async <T, E extends { readonly code: string }>(...asked: readonly Promise<Result<T, E>>[]) =>
  (await Promise.all(asked)).map(code).sort();

describe("two instructors at the same moment", () => {
  const other = "student2";
  const setRole = (asker: string, person: string, role: "student" | "instructor") =>
    services.setRole(who(asker), { ...course(), person, role });

  it("who add a problem set of one title make one, and the other is told of it", async () => {
    const add = () => services.addAssessment(who("instructor"), { ...course(), title: "Übung 4" });
    expect(await codes(add(), add())).toEqual(["ok", "unreadable"]);
    const { sets } = await services
      .instructorExercises(who("instructor"), course())
      .then((one) => (one.ok ? one.value : { sets: [] }));
    expect(sets.filter(({ title }) => title === "Übung 4")).toEqual([{ slug: "ubung-4", title: "Übung 4" }]);
  });

  it("who move one exercise leave it in one of the two sets", async () => {
    const put = (assessment: string) =>
      services.placeExercise(who("instructor"), { ...course(), exercise: "sgd", assessment });
    await put("problem-set-2");
    expect(await codes(put("problem-set-1"), put("problem-set-3"))).toEqual(["ok", "ok"]);
  });

  it("who take each other's role leave the course with an instructor", async () => {
    expect(code(await setRole("instructor", other, "instructor"))).toBe("ok");
    expect(await codes(setRole("instructor", other, "student"), setRole(other, "instructor", "student"))).toEqual([
      "not-found",
      "ok",
    ]);
    const left = await Promise.all(["instructor", other].map((name) => services.coursePeople(who(name), course())));
    expect(left.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
