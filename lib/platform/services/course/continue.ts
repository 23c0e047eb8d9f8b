import type { CheckReport } from "#lib/core/report.ts";
import type { EffectivePoints } from "#lib/platform/assessment/index.ts";
import { type CourseExerciseRow, selectDrafts, selectSubmission, type Tx } from "#lib/platform/db/index.ts";
import type { PersonWork } from "../review/course-work.ts";
import { standingAttempt } from "../shared/handed-in.ts";
import type { ContinueView } from "../views.ts";

/**
 * Where the person stopped: the draft saved last of an exercise that is not solved, as far as it has been read, and the first thing
 * that does not hold in its latest report.
 */
export async function whereStopped(
  tx: Tx,
  userId: string,
  courseId: string,
  visible: readonly CourseExerciseRow[],
  mine: readonly PersonWork[],
): Promise<ContinueView | null> {
  const workAt = (id: string) => mine.find(({ exercise }) => exercise.id === id)?.work;
  const isOpen = (id: string) => {
    const work = workAt(id);
    return visible.some((row) => row.id === id) && !(work && isSolved(standingAttempt(work)?.effective ?? null));
  };
  const drafts = await selectDrafts(tx, userId, courseId);
  const draft = drafts.find(({ attempt }) => isOpen(attempt.courseExerciseId));
  const row = visible.find(({ id }) => id === draft?.attempt.courseExerciseId);
  if (!draft || !row) return null;
  const work = workAt(row.id);
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

const isSolved = (effective: EffectivePoints | null): boolean =>
  effective?.parts.every(({ verdict }) => verdict === "correct" || verdict === "awaits-review") ?? false;

const lineOf = ({ diagnosis, run }: CheckReport): number | null => diagnosis?.at?.line ?? run?.at?.line ?? null;
