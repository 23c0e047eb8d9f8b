import type { PersonWork } from "../review/course-work.ts";
import type { HandedIn } from "../shared/handed-in.ts";
import type { CameBack } from "../views.ts";

const MOST = 9;

/** The mistakes that a person met, latest first, each with the first later attempt in which its check holds. */
export function cameBack(mine: readonly PersonWork[]): readonly CameBack[] {
  const met = mine.flatMap(({ exercise, work }) => {
    const graded = work.attempts.filter(({ row }) => row.summary !== null);
    const names = new Map(graded.flatMap(diagnosesOf).map(({ id, name }) => [id, name]));
    return [...names].map(([diagnosisId, name]): CameBack => {
      const seen = graded.findLastIndex((handed) => diagnosesOf(handed).some(({ id }) => id === diagnosisId));
      const places = diagnosesOf(graded[seen]).filter(({ id }) => id === diagnosisId);
      const settled = graded.slice(seen + 1).find((later) => places.every((place) => holds(later, place)));
      return {
        diagnosisId,
        name,
        exercise: { slug: exercise.slug, title: exercise.version.title },
        lastSeenAt: graded[seen]?.row.receivedAt.toISOString() ?? "",
        settledOn: settled?.row.attempt.number ?? null,
      };
    });
  });
  return met.sort((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt)).slice(0, MOST);
}

type Place = { readonly partId: string; readonly checkId: string };

const diagnosesOf = (handed: HandedIn | undefined) =>
  (handed?.row.summary?.parts ?? []).flatMap((part) =>
    part.checks.flatMap(({ id: checkId, diagnosis }) =>
      diagnosis ? [{ ...diagnosis, partId: part.id, checkId }] : [],
    ),
  );

/** An answer that was empty, or could not be graded, settles nothing: the very check has to hold. */
function holds({ row }: HandedIn, { partId, checkId }: Place): boolean {
  const part = row.summary?.parts.find(({ id }) => id === partId);
  return (part?.checks.find(({ id }) => id === checkId) ?? part)?.verdict === "correct";
}
