import type { Report } from "#lib/core/report.ts";
import type { Exercise } from "#lib/grading/exercise/index.ts";
import type { CommentRow, OverrideRow, SubmissionRow } from "#lib/platform/db/index.ts";
import type { CommentView, OverrideView, RubricPart } from "../views.ts";

type Names = ReadonlyMap<string, string>;
const nameOf = (names: Names, id: string) => names.get(id) ?? "someone who has left";

/** Everyone whose name a report shows. */
export const peopleOf = (row: SubmissionRow, comments: readonly CommentRow[]): readonly string[] => [
  ...row.marks.map((mark) => mark.markedById),
  ...row.overrides.flatMap(({ createdById, withdrawnById }) =>
    withdrawnById ? [createdById, withdrawnById] : [createdById],
  ),
  ...comments.map(({ authorId }) => authorId),
];

/** @param among all overrides of its submission, of which one may have replaced it */
export function overrideView(row: OverrideRow, among: readonly OverrideRow[], names: Names): OverrideView {
  const { id, partId, checkId, points, reason } = row;
  const at = row.withdrawnAt?.getTime();
  const replaced = among.some(
    (other) => other.partId === partId && other.checkId === checkId && other.createdAt.getTime() === at,
  );
  const withdrawn =
    row.withdrawnAt && row.withdrawnById
      ? { by: nameOf(names, row.withdrawnById), at: row.withdrawnAt.toISOString(), replaced }
      : null;
  const by = nameOf(names, row.createdById);
  return { id, partId, checkId, points, reason, by, at: row.createdAt.toISOString(), withdrawn };
}

export const commentView = (row: CommentRow, names: Names): CommentView => ({
  id: row.id,
  partId: row.partId,
  quote: row.quote,
  body: row.body,
  by: nameOf(names, row.authorId),
  at: row.createdAt.toISOString(),
});

/** A rubric as a student may read it: its items only once they were used. */
export const rubricForStudent = (part: RubricPart): RubricPart => (part.markedAt ? part : { ...part, items: [] });

/** The rubrics of an exercise's text parts, with what was marked of them. */
export function rubricParts(exercise: Exercise, row: SubmissionRow, names: Names): readonly RubricPart[] {
  return exercise.spec.parts.flatMap((part): RubricPart[] => {
    if (part.kind !== "text") return [];
    const marks = row.marks.filter(({ partId }) => partId === part.id);
    const last = marks[0];
    const sum = marks.reduce((points, mark) => points + (mark.applied ? mark.points : 0), 0);
    return [
      {
        partId: part.id,
        title: part.title,
        question: part.question,
        outOf: part.points,
        items: part.rubric.map(({ id, text, note, points }) => ({
          id,
          text,
          note: note ?? null,
          points,
          applied: marks.find(({ itemId }) => itemId === id)?.applied ?? null,
        })),
        points: last ? Math.min(part.points, Math.max(0, sum)) : null,
        markedBy: last ? nameOf(names, last.markedById) : null,
        markedAt: last?.markedAt.toISOString() ?? null,
      },
    ];
  });
}

/** Losses of the first training check that has some. */
export function lossesOf(report: Report | null): readonly (readonly [number, number])[] {
  for (const part of report?.parts ?? [])
    for (const { evidence } of part.checks)
      if (evidence?.kind === "training" && evidence.losses.length > 0) return evidence.losses;
  return [];
}
