import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Result } from "#lib/core/result.ts";
import { insertExerciseVersion, inTransaction } from "#lib/platform/db/index.ts";
import * as services from "../index.ts";
import { demoCourse } from "../seed/demo-course.ts";
import { inTheRoleOf, personOf, startTestCourses, type TestCourses } from "../testing.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let courses: TestCourses;
beforeAll(async () => {
  courses = await startTestCourses();
});
afterAll(() => courses?.stop());

const who = (name: string) => personOf(courses, name);

function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe("an instructor", () => {
  it("makes a course out of one's own: its exercises and sets, without its dates and without its people", async () => {
    const from = courses.course;
    value(await services.setExerciseHidden(who("instructor"), { course: from, exercise: "sgd", hidden: true }));
    const { slug } = value(await services.makeCourse(who("instructor"), { course: from, title: "  Übung 2027 " }));
    expect(slug).toBe("ubung-2027");
    const [old, made] = await Promise.all(
      [from, slug].map(async (course) => value(await services.courseHome(who("instructor"), { course }))),
    );
    if (!old || !made) throw new Error("two courses");
    expect(made.course).toMatchObject({ title: "Übung 2027", role: "instructor", timeZone: old.course.timeZone });
    const sets = (home: typeof old) =>
      home.assessments.map((set) => [set.title, set.weight, set.attempts, set.exercises.map((one) => one.slug)]);
    expect(sets(made)).toEqual(sets(old));
    expect(made.assessments.every((set) => set.dueAt === null && set.state === "open")).toBe(true);
    const listed = value(await services.instructorExercises(who("instructor"), { course: slug })).exercises;
    expect(listed.find((one) => one.slug === "sgd")?.hidden).toBe(true);
    const { people, joinCode } = value(await services.coursePeople(who("instructor"), { course: slug }));
    expect(people.map(({ id, role }) => [id, role])).toEqual([["instructor", "instructor"]]);
    expect(joinCode).not.toBe(courses.joinCode);
    // Whoever runs another course has nothing to do with this one.
    expect(await services.courseHome(who("other-instructor"), { course: slug })).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("is led by lessons to the course that they were in last, else to their own before the public one", async () => {
    const led = async (name: string | null, lastIn: string | null) =>
      value(await services.lessonCourse(name === null ? null : who(name), { lastIn })).course;
    const title = "Led to";
    const { slug: second } = value(await services.makeCourse(who("instructor"), { course: courses.course, title }));
    expect(await led("instructor", courses.course)).toMatchObject({ slug: courses.course, role: "instructor" });
    expect((await led("instructor", second)).slug).toBe(second);
    expect((await led("instructor", null)).slug).not.toBe(courses.course);
    // A cookie that names somebody else's course, or none that there is, leads nowhere new.
    for (const odd of [courses.otherCourse, "no-such-course"]) {
      expect((await led("student", odd)).slug).toBe(courses.course);
      expect(await led(null, odd)).toMatchObject({ slug: courses.course, role: null });
    }
    expect((await led("other-student", null)).slug).toBe(courses.otherCourse);
  });

  it("gets another address for a second course of the same title, and one where no letter fits an address", async () => {
    const ask = async (name: "instructor" | "other-instructor", title: string) => {
      const course = name === "instructor" ? courses.course : courses.otherCourse;
      return value(await services.makeCourse(who(name), { course, title })).slug;
    };
    const both = await Promise.all([ask("instructor", "Twice"), ask("other-instructor", "Twice")]);
    expect(both.toSorted()).toEqual(["twice", "twice-2"]);
    expect(await ask("instructor", "反向传播")).toBe("course");
  });

  it("is told of a title that another of one's own courses has, and of one that is too long, whole", async () => {
    const from = { course: courses.course };
    value(await services.makeCourse(who("instructor"), { ...from, title: "Mornings" }));
    const twice = await services.makeCourse(who("instructor"), { ...from, title: " mornings" });
    const message = "You are in a course called mornings already. Give this one another title.";
    expect(twice).toEqual({ ok: false, error: { code: "unreadable", message } });
    const { slug } = value(await services.makeCourse(who("instructor"), { ...from, title: "Evenings" }));
    expect(await services.renameCourse(who("instructor"), { course: slug, title: "Mornings" })).toMatchObject({
      error: { message: "You are in another course called Mornings. Give this one another title." },
    });
    value(await services.renameCourse(who("instructor"), { course: slug, title: "EVENINGS" }));
    const long = await services.renameCourse(who("instructor"), { course: slug, title: "x".repeat(81) });
    expect(long).toMatchObject({
      error: { message: "title: it is longer than 80 characters; shorten it." },
    });
  });

  it("finds in each course, after a start, the new version of an exercise that it has", async () => {
    const [exercise] = courses.exercises.filter(({ spec }) => spec.slug === "sgd");
    if (!exercise) throw new Error("there is no sgd");
    const made = value(await services.makeCourse(who("instructor"), { course: courses.course, title: "A later one" }));
    const changed = { ...exercise, hash: "f".repeat(64) };
    await inTheRoleOf(courses.postgres.owner, () =>
      inTransaction(async (tx) => {
        await insertExerciseVersion(tx, changed, 10);
        await demoCourse(tx, [changed], new Date());
      }),
    );
    for (const course of [courses.course, made.slug]) {
      const { exercises } = value(await services.instructorExercises(who("instructor"), { course }));
      expect(exercises.find(({ slug }) => slug === "sgd")?.hash, course).toBe(changed.hash);
    }
    // A course that has not this exercise does not get it.
    const other = value(await services.instructorExercises(who("other-instructor"), { course: courses.otherCourse }));
    expect(other.exercises).toHaveLength(1);
  });

  it("renames a course, whose address stays; a title of nothing is refused", async () => {
    const course = courses.otherCourse;
    value(await services.renameCourse(who("other-instructor"), { course, title: "Backpropagation II" }));
    expect(value(await services.courseHome(who("other-student"), { course })).course.title).toBe("Backpropagation II");
    for (const title of ["", "   ", "x".repeat(81), "a\u0000b"])
      expect(await services.renameCourse(who("other-instructor"), { course, title })).toMatchObject({
        error: { code: "unreadable" },
      });
  });
});

describe("the problem sets of a course", () => {
  let course: string;
  beforeAll(async () => {
    const asked = { course: courses.course, title: "Sets to change" };
    course = value(await services.makeCourse(who("instructor"), asked)).slug;
  });
  const at = (assessment: string) => ({ course, assessment });
  const sets = async () => value(await services.courseHome(who("instructor"), { course })).assessments;
  const titles = async () => (await sets()).map(({ title }) => title);

  it("get another title, but not one that another set has", async () => {
    value(await services.renameAssessment(who("instructor"), { ...at("problem-set-1"), title: " By hand " }));
    expect((await titles())[0]).toBe("By hand");
    const refused = async (title: string) => {
      const answered = await services.renameAssessment(who("instructor"), { ...at("problem-set-1"), title });
      return answered.ok ? "" : answered.error.message;
    };
    expect(await refused("problem SET 2")).toBe("There is a problem set called problem SET 2 already.");
    expect(await refused("  ")).toBe("Give the problem set a title.");
    value(await services.renameAssessment(who("instructor"), { ...at("problem-set-1"), title: "by hand" }));
    expect(await services.renameAssessment(who("instructor"), { ...at("gone"), title: "x" })).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("move by one place, and stay where there is none", async () => {
    const [first, second, third] = await titles();
    value(await services.moveAssessment(who("instructor"), { ...at("problem-set-3"), to: "up" }));
    expect((await titles()).slice(0, 3)).toEqual([first, third, second]);
    value(await services.moveAssessment(who("instructor"), { ...at("problem-set-3"), to: "down" }));
    expect((await titles()).slice(0, 3)).toEqual([first, second, third]);
    value(await services.moveAssessment(who("instructor"), { ...at("problem-set-1"), to: "up" }));
    expect((await titles()).slice(0, 3)).toEqual([first, second, third]);
  });

  it("are where an exercise moves by one place, and the class sees them all in this order", async () => {
    const seen = async () => {
      const home = value(await services.courseHome(who("instructor"), { course }));
      return home.exercises.map(({ slug }) => slug).slice(1, 4);
    };
    const move = async (exercise: string, to: "up" | "down") =>
      services.moveExercise(who("instructor"), { course, exercise, to });
    value(await services.setExerciseHidden(who("instructor"), { course, exercise: "sgd", hidden: false }));
    expect(await seen()).toEqual(["tanh-swap", "l2-regularisation", "sgd"]);
    value(await move("sgd", "up"));
    const changed = ["tanh-swap", "sgd", "l2-regularisation"];
    expect(await seen()).toEqual(changed);
    expect((await sets())[1]?.exercises.map(({ slug }) => slug)).toEqual(changed);
    const page = value(await services.exercisePage(who("instructor"), { course, exercise: "sgd" }));
    expect(page).toMatchObject({ previous: { slug: "tanh-swap" }, next: { slug: "l2-regularisation" } });
    const copy = value(await services.makeCourse(who("instructor"), { course, title: "In this order" }));
    const copied = value(await services.courseHome(who("instructor"), { course: copy.slug })).exercises;
    expect(copied.map(({ slug }) => slug).slice(1, 4)).toEqual(changed);
    // The first and the last of a set stay in it, where another set begins.
    value(await move("tanh-swap", "up"));
    value(await move("l2-regularisation", "down"));
    expect(await seen()).toEqual(changed);
    value(await move("sgd", "down"));
    expect(await seen()).toEqual(["tanh-swap", "l2-regularisation", "sgd"]);
  });

  it("move with their exercises, and one in no set has no place to move from", async () => {
    const first = async () => value(await services.courseHome(who("instructor"), { course })).exercises[0]?.slug;
    expect(await first()).toBe("manual-backprop");
    value(await services.moveAssessment(who("instructor"), { ...at("problem-set-2"), to: "up" }));
    expect(await first()).toBe("tanh-swap");
    value(await services.moveAssessment(who("instructor"), { ...at("problem-set-2"), to: "down" }));
    const loose = { course, exercise: "manual-backprop" };
    value(await services.placeExercise(who("instructor"), { ...loose, assessment: null }));
    expect(await first()).toBe("tanh-swap");
    expect(await services.moveExercise(who("instructor"), { ...loose, to: "up" })).toMatchObject({
      error: { code: "unreadable", message: expect.stringMatching(/is in no problem set\. Put it into one first\.$/) },
    });
    value(await services.placeExercise(who("instructor"), { ...loose, assessment: "problem-set-1" }));
  });

  it("can be removed: their exercises stay in the course, in none", async () => {
    value(await services.removeAssessment(who("instructor"), at("further-practice-1")));
    expect((await sets()).map(({ slug }) => slug)).not.toContain("further-practice-1");
    const { exercises } = value(await services.instructorExercises(who("instructor"), { course }));
    expect(exercises.find(({ slug }) => slug === "svm-hinge")?.assessment).toBeNull();
    expect(await services.removeAssessment(who("instructor"), at("further-practice-1"))).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("are not removed before they open, as their exercises would be seen at once", async () => {
    const opensAt = "2099-01-01T00:00:00Z";
    value(await services.updateAssessment(who("instructor"), { ...at("problem-set-3"), opensAt }));
    const early = await services.removeAssessment(who("instructor"), at("problem-set-3"));
    expect(early).toMatchObject({ error: { code: "not-open" } });
    expect(early.ok ? "" : early.error.message).toMatch(/students would see at once: .+\. Hide them or move them/);
    for (const exercise of ["sin-regression", "two-hidden-layers"])
      value(await services.setExerciseHidden(who("instructor"), { course, exercise, hidden: true }));
    value(await services.removeAssessment(who("instructor"), at("problem-set-3")));
  });
});

describe("an instructor whose course lacks an exercise that Nablab has", () => {
  const course = () => ({ course: courses.otherCourse });
  const exercises = async () => value(await services.instructorExercises(who("other-instructor"), course()));

  it("adds it: at the end, in no problem set, hidden until it is shown", async () => {
    const { absent, exercises: before } = await exercises();
    expect(absent.map(({ slug }) => slug)).toContain("tanh-swap");
    expect(absent.map(({ slug }) => slug)).not.toContain(before[0]?.slug);
    const asked = { ...course(), exercise: "tanh-swap" };
    value(await services.addExercise(who("other-instructor"), asked));
    const after = await exercises();
    expect(after.exercises.at(-1)).toMatchObject({ slug: "tanh-swap", hidden: true, assessment: null });
    expect(after.absent.map(({ slug }) => slug)).not.toContain("tanh-swap");
    const seen = () => services.exercisePage(who("other-student"), asked);
    expect(await seen()).toMatchObject({ error: { code: "not-found" } });
    value(await services.setExerciseHidden(who("other-instructor"), { ...asked, hidden: false }));
    expect(value(await seen()).exercise.slug).toBe("tanh-swap");
    // Twice is once, and what there is not cannot be added.
    value(await services.addExercise(who("other-instructor"), asked));
    expect((await exercises()).exercises).toHaveLength(after.exercises.length);
    expect((await exercises()).exercises.at(-1)?.hidden).toBe(false);
    const odd = { ...course(), exercise: "no-such-exercise" };
    expect(await services.addExercise(who("other-instructor"), odd)).toMatchObject({ error: { code: "not-found" } });
  });
});
