import type { Exercise } from "#lib/grading/exercise/index.ts";
import {
  type CourseExerciseRow,
  selectCourseExercises,
  selectOpenings,
  selectSubmissions,
  type Tx,
} from "#lib/platform/db/index.ts";
import type { Prerequisite } from "../views.ts";
import { standingAttempt, workOf } from "./handed-in.ts";

/** The exercises that one builds on, as far as the course shows them, each with where this person stands. `userId` null: nowhere. */
export async function prerequisitesFor(
  tx: Tx,
  { spec }: Exercise,
  courseId: string,
  userId: string | null,
): Promise<readonly Prerequisite[]> {
  const slugs = spec.prerequisites ?? [];
  if (slugs.length === 0) return [];
  const rows = await selectCourseExercises(tx, courseId);
  const shown = slugs.flatMap((slug) => rows.find((row) => row.slug === slug && !row.hidden) ?? []);
  return Promise.all(
    shown.map(async (row) => ({
      slug: row.slug,
      title: row.version.title,
      verdict: userId === null ? null : await standingOf(tx, row, userId),
    })),
  );
}

async function standingOf(tx: Tx, { id, assessment }: CourseExerciseRow, userId: string) {
  const of = { userId, courseExerciseId: id };
  const [rows, openings] = await Promise.all([selectSubmissions(tx, of), selectOpenings(tx, of)]);
  return standingAttempt(workOf(rows, assessment?.assessment ?? null, openings))?.effective?.verdict ?? null;
}
