import type { Tx } from "../client.ts";
import type { AssessmentRow } from "./assessment.ts";

export type CourseExerciseRow = {
  readonly id: string;
  readonly courseId: string;
  readonly slug: string;
  readonly versionHash: string;
  readonly hidden: boolean;
  readonly position: number;
  readonly version: { readonly title: string; readonly outOf: number; readonly importedAt: Date };
  readonly assessment: {
    readonly position: number;
    readonly weight: number;
    readonly assessment: AssessmentRow;
  } | null;
};

const include = {
  version: { select: { title: true, outOf: true, importedAt: true } },
  assessment: { include: { assessment: true } },
} as const;

/** In course order: by the place of their problem set, then by the place in it; those in none come last. */
export const selectCourseExercises = (tx: Tx, courseId: string): Promise<CourseExerciseRow[]> =>
  tx.courseExercise.findMany({
    where: { courseId },
    include,
    // Ascending, PostgreSQL puts what has no set last.
    orderBy: [
      { assessment: { assessment: { position: "asc" } } },
      { assessment: { assessment: { slug: "asc" } } },
      { assessment: { position: "asc" } },
      { position: "asc" },
      { slug: "asc" },
    ],
  });

export const selectOptionalCourseExercise = (
  tx: Tx,
  courseId: string,
  slug: string,
): Promise<CourseExerciseRow | null> =>
  tx.courseExercise.findUnique({ where: { courseId_slug: { courseId, slug } }, include });

/** The exercise of a course that is named by its slug. */
export const selectOptionalCourseExerciseAt = (
  tx: Tx,
  course: string,
  slug: string,
): Promise<CourseExerciseRow | null> =>
  tx.courseExercise.findFirst({ where: { slug, course: { slug: course } }, include });

export async function upsertCourseExercise(
  tx: Tx,
  row: {
    readonly courseId: string;
    readonly slug: string;
    readonly versionHash: string;
    readonly position: number;
  },
): Promise<{ readonly id: string }> {
  const { courseId, slug, ...rest } = row;
  return tx.courseExercise.upsert({
    where: { courseId_slug: { courseId, slug } },
    create: row,
    update: rest,
    select: { id: true },
  });
}

/** Exercises of other courses that this one has not, as the oldest course has them; by title. */
export async function selectAbsentExercises(
  tx: Tx,
  courseId: string,
): Promise<readonly Pick<CourseExerciseRow, "slug" | "versionHash" | "version">[]> {
  const own = await tx.courseExercise.findMany({ where: { courseId }, select: { slug: true } });
  const rows = await tx.courseExercise.findMany({
    where: { slug: { notIn: own.map(({ slug }) => slug) } },
    select: { slug: true, versionHash: true, version: include.version },
    orderBy: { course: { createdAt: "asc" } },
    distinct: ["slug"],
  });
  return rows.toSorted((a, b) => a.version.title.localeCompare(b.version.title, "en"));
}

/** Gives every course that has the exercise this version of it, for attempts that begin from now on. */
export async function updateVersions(tx: Tx, slug: string, versionHash: string): Promise<void> {
  await tx.courseExercise.updateMany({ where: { slug, versionHash: { not: versionHash } }, data: { versionHash } });
}

export async function updateHidden(tx: Tx, id: string, hidden: boolean): Promise<void> {
  await tx.courseExercise.update({ where: { id }, data: { hidden } });
}

/** The exercise by its id, with the assessment that it belongs to. */
export async function selectExerciseAndAssessment(
  tx: Tx,
  id: string,
): Promise<{
  readonly exercise: { readonly slug: string; readonly title: string };
  readonly assessment: AssessmentRow | null;
}> {
  const { slug, version, assessment } = await tx.courseExercise.findUniqueOrThrow({ where: { id }, include });
  return { exercise: { slug, title: version.title }, assessment: assessment?.assessment ?? null };
}

/** Hashes of the versions that courses have now. */
export async function selectCurrentVersions(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.courseExercise.findMany({ distinct: ["versionHash"], select: { versionHash: true } });
  return rows.map(({ versionHash }) => versionHash);
}
