import { ok } from "#lib/core/result.ts";
import { partPoints } from "#lib/grading/exercise/index.ts";
import { courseTotal, weightsInAll } from "#lib/platform/assessment/index.ts";
import {
  type CourseExerciseRow,
  type CourseRow,
  database,
  selectAssessments,
  selectCourseExercises,
  selectExercise,
  selectPeople,
  type Tx,
} from "#lib/platform/db/index.ts";
import { courseWork, type PersonWork } from "../review/course-work.ts";
import { courseRef, enterCourse } from "../shared/enter.ts";
import { standingAttempt } from "../shared/handed-in.ts";
import { courseOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import type { ResultCell, Results } from "../views.ts";

/** The class's results: per student and exercise the attempt that counts, part by part, and means. Blank is null, never 0. */
export const results = service(courseOnly, async (asker, { course: slug }) => {
  const entered = await enterCourse(asker, "results.read", slug);
  if (!entered.ok) return entered;
  const { course, role } = entered.value;
  return ok<Results>({ course: courseRef(course, role), ...(await courseResults(database(), course)) });
});

export async function courseResults(tx: Tx, course: CourseRow): Promise<Omit<Results, "course">> {
  const [people, all, rows, sets] = await Promise.all([
    selectPeople(tx, course.id, "student"),
    courseWork(tx, course.id),
    selectCourseExercises(tx, course.id),
    selectAssessments(tx, course.id),
  ]);
  /** What students do not see counts for nothing. */
  const weighed = (cells: readonly ResultCell[]) =>
    sets.map(({ id, weight }) => ({
      weight,
      exercises: rows.flatMap(({ hidden, assessment, version: { outOf } }, i) =>
        hidden || assessment?.assessment.id !== id ? [] : [{ points: cells[i]?.points ?? null, outOf }],
      ),
    }));
  const students = people.map((person) => {
    const cells = rows.map((row) =>
      cellOf(
        row,
        all.find((w) => w.userId === person.id && w.exercise.id === row.id),
      ),
    );
    const known = cells.flatMap(({ points }) => (points === null ? [] : [points]));
    const total = known.length === 0 ? null : round(known.reduce((a, b) => a + b, 0));
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      cells,
      total,
      courseTotal: courseTotal(weighed(cells)),
    };
  });
  const exercises = await Promise.all(
    rows.map((row, i) =>
      summaryOf(
        tx,
        row,
        students.map(({ cells }) => cells[i]).filter((cell) => cell !== undefined),
      ),
    ),
  );
  const outOf = exercises.reduce((sum, one) => sum + one.outOf, 0);
  return { students, exercises, outOf, weights: weightsInAll(sets) };
}

function cellOf(row: CourseExerciseRow, found: PersonWork | undefined): ResultCell {
  const attempt = found ? standingAttempt(found.work) : null;
  return {
    slug: row.slug,
    points: attempt?.effective?.points ?? null,
    verdict: attempt?.effective?.verdict ?? null,
    attempts: found?.work.attempts.length ?? 0,
    daysLate: attempt?.daysLate ?? 0,
    submissionId: attempt?.row.id ?? null,
    parts: Object.fromEntries((attempt?.effective?.parts ?? []).map(({ partId, points }) => [partId, points])),
  };
}

async function summaryOf(tx: Tx, row: CourseExerciseRow, cells: readonly ResultCell[]) {
  const { spec } = await selectExercise(tx, row.versionHash);
  const handedIn = cells.filter(({ attempts }) => attempts > 0);
  return {
    slug: row.slug,
    title: row.version.title,
    outOf: row.version.outOf,
    parts: spec.parts.map((part) => ({ id: part.id, title: part.title, outOf: partPoints(part) })),
    handedIn: handedIn.length,
    mean: meanOf(handedIn.map(({ points }) => points)),
    partMeans: Object.fromEntries(
      spec.parts.map(({ id }) => [id, meanOf(handedIn.map(({ parts }) => parts[id] ?? null))]),
    ),
  };
}

/** The mean of what is known; null where nothing is. */
function meanOf(points: readonly (number | null)[]): number | null {
  const known = points.filter((p) => p !== null);
  return known.length === 0 ? null : round(known.reduce((a, b) => a + b, 0) / known.length);
}

const round = (x: number): number => Math.round(x * 100) / 100;
