import {
  type CourseExerciseRow,
  selectCourseExercises,
  selectOpenings,
  selectSubmissions,
  type Tx,
} from "#lib/platform/db/index.ts";
import { grouped, type Work, workOf } from "../shared/handed-in.ts";

/** One person's work on one exercise of a course. */
export type PersonWork = {
  readonly userId: string;
  readonly exercise: CourseExerciseRow;
  readonly work: Work;
};

/** All that was handed in in a course, by exercise (in course order) and person. */
export async function courseWork(tx: Tx, courseId: string, userId?: string): Promise<readonly PersonWork[]> {
  const mine = userId === undefined ? {} : { userId };
  const [exercises, rows, openings] = await Promise.all([
    selectCourseExercises(tx, courseId),
    selectSubmissions(tx, { courseId, ...mine }),
    selectOpenings(tx, { courseExercise: { courseId }, ...mine }),
  ]);
  const key = (row: { userId: string; courseExerciseId: string }) => `${row.courseExerciseId} ${row.userId}`;
  const opened = grouped(openings, key);
  const handed = grouped(rows, (row) => key({ userId: row.userId, courseExerciseId: row.attempt.courseExerciseId }));
  return exercises.flatMap((exercise) =>
    [...handed.values()].flatMap((group): PersonWork[] => {
      const [first] = group;
      if (!first || first.attempt.courseExerciseId !== exercise.id) return [];
      const hints = opened.get(key({ userId: first.userId, courseExerciseId: exercise.id })) ?? [];
      return [{ userId: first.userId, exercise, work: workOf(group, exercise.assessment?.assessment ?? null, hints) }];
    }),
  );
}
