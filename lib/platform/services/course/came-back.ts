import type { PersonWork } from "../review/course-work.ts";
import type { HandedIn } from "../shared/handed-in.ts";
import type { CameBack } from "../views.ts";

const MOST = 9;

/** The mistakes that a person met, latest first, each with the attempt that settled it. */
export function cameBack(mine: readonly PersonWork[]): readonly CameBack[] {
  const met = mine.flatMap(({ exercise, work }) => {
    const graded = work.attempts.filter(({ row }) => row.summary !== null);
    const names = new Map(graded.flatMap(diagnosesOf).map(({ id, name }) => [id, name]));
    return [...names].map(([diagnosisId, name]): CameBack => {
      const seen = graded.findLastIndex((handed) => diagnosesOf(handed).some(({ id }) => id === diagnosisId));
      return {
        diagnosisId,
        name,
        exercise: { slug: exercise.slug, title: exercise.version.title },
        lastSeenAt: graded[seen]?.row.receivedAt.toISOString() ?? "",
        settledOn: graded[seen + 1]?.row.attempt.number ?? null,
      };
    });
  });
  return met.sort((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt)).slice(0, MOST);
}

const diagnosesOf = ({ row }: HandedIn) =>
  (row.summary?.parts ?? []).flatMap(({ checks }) => checks.flatMap(({ diagnosis }) => (diagnosis ? [diagnosis] : [])));
