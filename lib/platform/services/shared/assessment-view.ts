import { lateUntil, windowState } from "#lib/platform/assessment/index.ts";
import type { AssessmentRow } from "#lib/platform/db/index.ts";
import type { AssessmentView } from "../views.ts";

export function assessmentView(row: AssessmentRow, now: Date): AssessmentView {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    weight: row.weight,
    opensAt: row.opensAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    lateUntil: lateUntil(row)?.toISOString() ?? null,
    late: row.lateDays > 0 ? { perDay: row.latePerDay, days: row.lateDays } : null,
    attempts: row.attempts,
    solutionAfterDue: row.solutionAfterDue,
    state: windowState(row, now),
  };
}

/** The solution is shown once no more work is taken, if the instructor allows it. */
export const solutionShown = (row: AssessmentRow | null, now: Date): boolean =>
  row?.solutionAfterDue === true && windowState(row, now) === "closed";
