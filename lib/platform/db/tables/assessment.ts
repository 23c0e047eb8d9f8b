import type { Tx } from "../client.ts";

export type AssessmentRow = {
  readonly id: string;
  readonly courseId: string;
  readonly slug: string;
  readonly title: string;
  readonly position: number;
  readonly weight: number;
  readonly opensAt: Date | null;
  readonly dueAt: Date | null;
  readonly attempts: number | null;
  readonly latePerDay: number;
  readonly lateDays: number;
  readonly solutionAfterDue: boolean;
};

export type AssessmentChange = {
  -readonly [K in
    | "title"
    | "weight"
    | "opensAt"
    | "dueAt"
    | "attempts"
    | "latePerDay"
    | "lateDays"
    | "solutionAfterDue"]?: AssessmentRow[K];
};

/** In the order that the course gives them. */
export const selectAssessments = (tx: Tx, courseId: string): Promise<AssessmentRow[]> =>
  tx.assessment.findMany({ where: { courseId }, orderBy: [{ position: "asc" }, { slug: "asc" }] });

export const selectOptionalAssessment = (tx: Tx, courseId: string, slug: string): Promise<AssessmentRow | null> =>
  tx.assessment.findUnique({ where: { courseId_slug: { courseId, slug } } });

export const updateAssessmentRow = (tx: Tx, id: string, change: AssessmentChange): Promise<AssessmentRow> =>
  tx.assessment.update({ where: { id }, data: change });

export const insertAssessment = (tx: Tx, row: Omit<AssessmentRow, "id">): Promise<AssessmentRow> =>
  tx.assessment.create({ data: row });

/** Gives assessments the places in which they are named. */
export async function updatePositions(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const [position, id] of ids.entries()) await tx.assessment.update({ where: { id }, data: { position } });
}

/** Takes it away; its exercises are in none then. */
export async function deleteAssessment(tx: Tx, id: string): Promise<void> {
  await tx.assessment.delete({ where: { id } });
}

/** Makes it once; what an instructor has changed since stays. */
export async function insertAssessmentOnce(tx: Tx, row: Omit<AssessmentRow, "id">): Promise<AssessmentRow> {
  const key = { courseId: row.courseId, slug: row.slug };
  return tx.assessment.upsert({ where: { courseId_slug: key }, create: row, update: {} });
}

export async function insertAssessmentExerciseOnce(
  tx: Tx,
  row: { readonly assessmentId: string; readonly courseExerciseId: string; readonly position: number },
): Promise<void> {
  await tx.assessmentExercise.createMany({ data: [row], skipDuplicates: true });
}

/** Puts an exercise at the end of an assessment, out of the one that it was in. */
export async function upsertPlace(tx: Tx, assessmentId: string, courseExerciseId: string): Promise<void> {
  await deletePlace(tx, courseExerciseId);
  const last = await tx.assessmentExercise.aggregate({ where: { assessmentId }, _max: { position: true } });
  const position = (last._max.position ?? -1) + 1;
  await tx.assessmentExercise.create({ data: { assessmentId, courseExerciseId, position } });
}

/** Gives exercises of an assessment the places in which they are named. */
export async function updatePlaces(tx: Tx, courseExerciseIds: readonly string[]): Promise<void> {
  for (const [position, courseExerciseId] of courseExerciseIds.entries())
    await tx.assessmentExercise.update({ where: { courseExerciseId }, data: { position } });
}

export async function deletePlace(tx: Tx, courseExerciseId: string): Promise<void> {
  await tx.assessmentExercise.deleteMany({ where: { courseExerciseId } });
}
