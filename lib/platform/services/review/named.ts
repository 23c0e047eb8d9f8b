import { database } from "#lib/platform/db/index.ts";
import type { AtSubmission } from "../shared/enter.ts";
import type { HandedIn } from "../shared/handed-in.ts";
import type { ReportView, StaffView } from "../views.ts";
import { courseWork, type PersonWork } from "./course-work.ts";
import { numbered } from "./numbered.ts";
import { isAnonymous } from "./waiting.ts";

/** What a reader of an answer is told about who handed it in. */
export type Named = { readonly label: string; readonly anonymous: boolean };

/** Everything that was handed in for the exercise of a submission, by person. */
export async function worksAt({ place }: AtSubmission, userId?: string): Promise<readonly PersonWork[]> {
  const all = await courseWork(database(), place.courseId, userId);
  return all.filter(({ exercise }) => exercise.id === place.courseExerciseId);
}

/** The name, or `Answer 88` while it is kept back. `around` are the works of everyone at the exercise. */
export function nameOf({ place }: AtSubmission, submissionId: string, around: readonly PersonWork[]): Named {
  const [work, handed] = find(submissionId, around);
  const anonymous = isAnonymous(work, handed);
  return { anonymous, label: anonymous ? `Answer ${numbered(around)(handed)}` : place.student.name };
}

/** A report as staff may read it now: nothing in it says who handed it in while that is kept back. */
export async function reportForStaff(at: AtSubmission, report: ReportView): Promise<ReportView> {
  if (!report.staff) return report;
  const [work, handed] = find(report.submission.id, await worksAt(at, at.place.student.id));
  if (!isAnonymous(work, handed)) return report;
  return { ...report, staff: withheld(report.staff, nameOf(at, report.submission.id, await worksAt(at))) };
}

export const withheld = (staff: StaffView, { label, anonymous }: Named): StaffView =>
  anonymous ? { ...staff, student: { id: "", name: label, email: "" } } : staff;

function find(submissionId: string, around: readonly PersonWork[]): readonly [PersonWork["work"], HandedIn] {
  for (const { work } of around) {
    const handed = work.attempts.find(({ row }) => row.id === submissionId);
    if (handed) return [work, handed];
  }
  throw new Error(`submission ${submissionId} is not among its exercise's`);
}
