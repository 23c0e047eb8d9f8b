import type { CheckReport } from "#lib/core/report.ts";
import {
  type CourseExerciseRow,
  selectOptionalLatestDraft,
  selectSubmission,
  type Tx,
} from "#lib/platform/db/index.ts";
import type { PersonWork } from "../review/course-work.ts";
import type { ContinueView } from "../views.ts";

/** Where the person stopped: the draft saved last, and the first thing that does not hold in its latest report. */
export async function whereStopped(
  tx: Tx,
  userId: string,
  courseId: string,
  visible: readonly CourseExerciseRow[],
  mine: readonly PersonWork[],
): Promise<ContinueView | null> {
  const draft = await selectOptionalLatestDraft(tx, userId, courseId);
  const row = visible.find(({ id }) => id === draft?.attempt.courseExerciseId);
  if (!draft || !row) return null;
  const work = mine.find(({ exercise }) => exercise.id === row.id)?.work;
  const graded = work?.attempts.findLast(({ row: handed }) => handed.summary !== null);
  const report = graded ? (await selectSubmission(tx, graded.row.id)).report : null;
  const part = report?.parts.find(({ verdict }) => verdict !== "correct");
  const check = part?.checks.find(({ verdict }) => verdict === "incorrect" || verdict === "partial");
  return {
    exercise: { slug: row.slug, title: row.version.title },
    part: part ? { id: part.id, title: part.title } : null,
    savedAt: draft.savedAt.toISOString(),
    draftVersion: draft.version,
    attempt: graded?.effective
      ? {
          number: graded.row.attempt.number,
          of: work?.inAll ?? null,
          points: graded.effective.points ?? 0,
          outOf: graded.effective.outOf,
        }
      : null,
    sentence: check?.message ?? null,
    line: check ? lineOf(check) : null,
    tensors: check?.evidence?.kind === "tensors" ? check.evidence.tensors : [],
  };
}

const lineOf = ({ diagnosis, run }: CheckReport): number | null => diagnosis?.at?.line ?? run?.at?.line ?? null;
