import { ok } from "#lib/core/result.ts";
import { database } from "#lib/platform/db/index.ts";
import { enterSubmission } from "../shared/enter.ts";
import type { HandedIn } from "../shared/handed-in.ts";
import { submissionOnly } from "../shared/input.ts";
import { loadReport } from "../shared/load-report.ts";
import { service } from "../shared/service.ts";
import type { ReviewView } from "../views.ts";
import { awaitsReview, courseWork, wasMarked } from "./course-work.ts";
import { numbered } from "./numbered.ts";

/** One answer as an assistant marks it, with its neighbours in the queue. Whose it is stays hidden until it is marked. */
export const reviewView = service(submissionOnly, async (asker, { submissionId }) => {
  const entered = await enterSubmission(asker, "review.read", submissionId);
  if (!entered.ok) return entered;
  const { place } = entered.value;
  const [report, all] = await Promise.all([
    loadReport(entered.value, submissionId),
    courseWork(database(), place.courseId),
  ]);
  const here = all.filter(({ exercise }) => exercise.id === place.courseExerciseId);
  const last = here.flatMap(({ work }) => work.attempts.slice(-1));
  const waiting = last.filter(awaitsReview).sort((a, b) => a.row.receivedAt.getTime() - b.row.receivedAt.getTime());
  const handed = here.flatMap(({ work }) => work.attempts).find(({ row }) => row.id === submissionId);
  if (!handed) throw new Error(`submission ${submissionId} is not among its exercise's`);
  const i = waiting.findIndex(({ row }) => row.id === submissionId);
  const anonymous = awaitsReview(handed);
  const label = anonymous ? `Answer ${numbered(here)(handed)}` : place.student.name;
  const staff = report.staff && {
    ...report.staff,
    student: { ...report.staff.student, ...(anonymous ? { name: label, email: "" } : {}) },
  };
  return ok<ReviewView>({
    ...report,
    staff,
    label,
    anonymous,
    marked: last.filter(wasMarked).length,
    toMark: last.filter(wasMarked).length + waiting.length,
    previousId: waiting[i - 1]?.row.id ?? null,
    nextId: waiting[i + 1]?.row.id ?? null,
    classSoFar: last
      .filter(wasMarked)
      .flatMap(prosePoints)
      .sort((a, b) => a - b),
  });
});

function prosePoints({ row, effective }: HandedIn): number[] {
  const marked = new Set(row.marks.map(({ partId }) => partId));
  return (effective?.parts ?? []).flatMap(({ partId, points }) =>
    marked.has(partId) && points !== null ? [points] : [],
  );
}
