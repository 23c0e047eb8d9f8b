import { insertNotice, selectExerciseAndAssessment, type Tx } from "#lib/platform/db/index.ts";
import type { NoticeKind } from "../views.ts";
import type { AtSubmission } from "./enter.ts";

/** Tells a student what a person did to a submission. `words` gets the exercise's title. */
export async function tellStudent(
  tx: Tx,
  { course, place }: Pick<AtSubmission, "course" | "place">,
  submissionId: string,
  kind: NoticeKind,
  words: (title: string) => string,
): Promise<void> {
  const { exercise } = await selectExerciseAndAssessment(tx, place.courseExerciseId);
  const text = words(exercise.title);
  await insertNotice(tx, { userId: place.student.id, courseId: course.id, submissionId, kind, text });
}

/** "4.5 of 6". */
export const ofWords = (points: number, outOf: number): string =>
  `${Number(points.toFixed(2))} of ${Number(outOf.toFixed(2))}`;
