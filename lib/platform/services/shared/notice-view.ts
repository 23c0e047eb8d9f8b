import {
  type NoticeRow,
  selectExerciseAndAssessment,
  selectOpenings,
  selectSubmissions,
  type Tx,
} from "#lib/platform/db/index.ts";
import type { NoticeKind, NoticeView } from "../views.ts";
import { workOf } from "./handed-in.ts";

/** Notices with the exercise they are about and the points it has now. */
export async function noticeViews(tx: Tx, rows: readonly NoticeRow[]): Promise<readonly NoticeView[]> {
  return Promise.all(rows.map((row) => noticeView(tx, row)));
}

async function noticeView(tx: Tx, row: NoticeRow): Promise<NoticeView> {
  const about = row.submissionId === null ? null : await aboutSubmission(tx, row.submissionId);
  return {
    id: row.id,
    kind: row.kind as NoticeKind,
    text: row.text,
    exercise: about?.exercise ?? null,
    submissionId: row.submissionId,
    points: about?.points ?? null,
    outOf: about?.outOf ?? null,
    createdAt: row.createdAt.toISOString(),
    read: row.readAt !== null,
  };
}

async function aboutSubmission(tx: Tx, submissionId: string) {
  const [row] = await selectSubmissions(tx, { id: submissionId });
  if (!row) return null;
  const { courseExerciseId } = row.attempt;
  const { exercise, assessment } = await selectExerciseAndAssessment(tx, courseExerciseId);
  const openings = await selectOpenings(tx, { userId: row.userId, courseExerciseId });
  const effective = workOf([row], assessment, openings).attempts[0]?.effective;
  return { exercise, points: effective?.points ?? null, outOf: effective?.outOf ?? null };
}
