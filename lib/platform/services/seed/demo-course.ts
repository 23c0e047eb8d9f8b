import type { Exercise } from "#lib/grading/exercise/index.ts";
import {
  type CourseRow,
  insertAssessmentExerciseOnce,
  insertAssessmentOnce,
  insertCourse,
  selectCourseExercises,
  selectOptionalCourse,
  type Tx,
  updateVersions,
  upsertCourseExercise,
} from "#lib/platform/db/index.ts";
import { makeJoinCode } from "../shared/join-code.ts";

/**
 * Problem sets of the demo course; an exercise that is not on this list comes last and belongs to none, and a set none of whose
 * exercises is there is left out.
 */
const PROBLEM_SETS = [
  {
    slug: "problem-set-1",
    title: "Problem set 1",
    attempts: null,
    weight: 30,
    dueInDays: null,
    exercises: ["manual-backprop"],
  },
  {
    slug: "problem-set-2",
    title: "Problem set 2",
    attempts: 5,
    weight: 40,
    dueInDays: 14,
    exercises: ["tanh-swap", "l2-regularisation", "sgd"],
  },
  {
    slug: "problem-set-3",
    title: "Problem set 3",
    attempts: 5,
    weight: 30,
    dueInDays: 28,
    exercises: ["sin-regression", "two-hidden-layers"],
  },
  {
    slug: "further-practice-1",
    title: "Further practice: one unit",
    attempts: null,
    weight: 0,
    dueInDays: null,
    exercises: ["relu-derivative", "linear-regression", "logistic-regression", "svm-hinge"],
  },
  {
    slug: "further-practice-2",
    title: "Further practice: networks that train",
    attempts: null,
    weight: 0,
    dueInDays: null,
    exercises: ["gradient-clipping", "backprop-from-scratch", "hidden-size", "vanishing-gradients"],
  },
  {
    slug: "further-practice-3",
    title: "Further practice: from a question to a network",
    attempts: null,
    weight: 0,
    dueInDays: null,
    exercises: ["x-tanh-x", "multi-output-regression", "ising-phases", "reaction-rates"],
  },
] as const;

const ORDER: readonly string[] = PROBLEM_SETS.flatMap(({ exercises }) => exercises);
const COURSE = "introduction-to-backpropagation";
const DAY = 24 * 60 * 60 * 1000;

/**
 * Makes the course once; later it only learns of new exercises and new versions. Dates count from the first time. Other courses
 * get the new versions of the exercises that they have.
 */
export async function demoCourse(tx: Tx, exercises: readonly Exercise[], now: Date): Promise<CourseRow> {
  const course =
    (await selectOptionalCourse(tx, COURSE)) ??
    (await insertCourse(tx, {
      slug: COURSE,
      title: "Introduction to backpropagation",
      joinCode: makeJoinCode(),
      timeZone: process.env.NABLAB_TIME_ZONE ?? "Europe/Berlin",
      public: true,
    }));
  // What is there already stays where an instructor has put it.
  const known = new Set((await selectCourseExercises(tx, course.id)).map(({ slug }) => slug));
  const ids = new Map<string, string>();
  const place = (slug: string) => (ORDER.includes(slug) ? ORDER.indexOf(slug) : ORDER.length);
  for (const { spec, hash } of [...exercises].sort((a, b) => place(a.spec.slug) - place(b.spec.slug))) {
    const row = { courseId: course.id, slug: spec.slug, versionHash: hash, position: place(spec.slug) };
    const { id } = await upsertCourseExercise(tx, row);
    if (!known.has(spec.slug)) ids.set(spec.slug, id);
  }
  for (const { spec, hash } of exercises) await updateVersions(tx, spec.slug, hash);
  for (const [position, set] of PROBLEM_SETS.entries()) await problemSet(tx, course, position, set, ids, now);
  return course;
}

async function problemSet(
  tx: Tx,
  { id: courseId, timeZone }: CourseRow,
  position: number,
  set: (typeof PROBLEM_SETS)[number],
  ids: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const { slug, title, weight, attempts, dueInDays } = set;
  if (!set.exercises.some((exercise) => ids.has(exercise))) return;
  const dueAt = dueInDays === null ? null : endOfDay(new Date(now.getTime() + dueInDays * DAY), timeZone);
  const late = dueAt === null ? { latePerDay: 0, lateDays: 0 } : { latePerDay: 0.1, lateDays: 2 };
  const rules = { opensAt: null, dueAt, attempts, solutionAfterDue: true, ...late };
  const assessment = await insertAssessmentOnce(tx, { courseId, slug, title, position, weight, ...rules });
  for (const [i, exercise] of set.exercises.entries()) {
    const courseExerciseId = ids.get(exercise);
    if (courseExerciseId)
      await insertAssessmentExerciseOnce(tx, { assessmentId: assessment.id, courseExerciseId, position: i });
  }
}

/** A minute before the midnight that ends this day, by the clocks of `timeZone`. */
export function endOfDay(day: Date, timeZone: string): Date {
  const [year, month, date] = wallClock(day, timeZone);
  const wanted = Date.UTC(year, month - 1, date, 23, 59);
  // What the zone's clocks are ahead of UTC near that moment; asked twice, since they may change that very day.
  const ahead = (at: number) => {
    const [y, m, d, hour, minute] = wallClock(new Date(at), timeZone);
    return Date.UTC(y, m - 1, d, hour, minute) - at;
  };
  return new Date(wanted - ahead(wanted - ahead(wanted)));
}

function wallClock(at: Date, timeZone: string): readonly [number, number, number, number, number] {
  const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", { ...numeric, hourCycle: "h23", timeZone }).formatToParts(at);
  const get = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return [get("year"), get("month"), get("day"), get("hour"), get("minute")];
}
