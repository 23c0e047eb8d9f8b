import type { StudentReport } from "#lib/core/report.ts";
import { type Exercise, feedbackOn } from "#lib/grading/exercise/index.ts";
import { studentReport } from "#lib/grading/grader/index.ts";
import { can } from "#lib/platform/auth/index.ts";
import {
  database,
  databaseNow,
  selectComments,
  selectExercise,
  selectNames,
  selectOpenings,
  selectOptionalCourseExercise,
  selectWholeSubmissions,
  type WholeSubmission,
} from "#lib/platform/db/index.ts";
import type { AttemptColumn, ReportView, StaffView } from "../views.ts";
import { assessmentView, solutionShown } from "./assessment-view.ts";
import { type AtSubmission, courseRef } from "./enter.ts";
import { givenValues, publicView, variantOf } from "./grading.ts";
import { attemptSummary, type HandedIn, type Work, workOf } from "./handed-in.ts";
import { commentView, lossesOf, overrideView, peopleOf, rubricForStudent, rubricParts } from "./report-parts.ts";

/** A report with all that people added to it, for whoever was let in. Only staff get its secrets. */
export async function loadReport(
  { actor, course, role, place }: AtSubmission,
  submissionId: string,
): Promise<ReportView> {
  const tx = database();
  const [exerciseRow, rows, openings, comments, now] = await Promise.all([
    selectOptionalCourseExercise(tx, course.id, place.exerciseSlug),
    selectWholeSubmissions(tx, place.student.id, place.courseExerciseId),
    selectOpenings(tx, { userId: place.student.id, courseExerciseId: place.courseExerciseId }),
    selectComments(tx, submissionId),
    databaseNow(tx),
  ]);
  const assessment = exerciseRow?.assessment?.assessment ?? null;
  const work = workOf(rows, assessment, openings);
  const handed = work.attempts.find(({ row }) => row.id === submissionId);
  if (!handed) throw new Error(`submission ${submissionId} is not among its student's`);
  const { row } = handed;
  const exercise = await selectExercise(tx, row.attempt.versionHash);
  const [shown, variant, names] = await Promise.all([
    publicView(exercise),
    variantOf(exercise, row.attempt.variantSeed),
    selectNames(tx, peopleOf(row, comments)),
  ]);
  const rubric = rubricParts(exercise, row, names);
  const maySeeSecrets = can(actor, "secret.read", { role, ownerId: place.student.id, hidden: place.hidden });
  return {
    course: courseRef(course, role),
    exercise: shown,
    assessment: assessment && assessmentView(assessment, now),
    submission: submissionView(handed, work),
    given: givenValues(variant),
    answer: row.answer,
    state: handed.state,
    report: row.report && said(studentReport(row.report), exercise, handed),
    progress: row.report ? null : row.progress,
    effective: handed.effective,
    rubric: maySeeSecrets ? rubric : rubric.map(rubricForStudent),
    overrides: row.overrides.map((override) => overrideView(override, row.overrides, names)),
    comments: comments.map((comment) => commentView(comment, names)),
    history: work.attempts.map((attempt) => attemptColumn(attempt, work, shown.points)),
    solutionAvailable: maySeeSecrets || solutionShown(assessment, now),
    staff: maySeeSecrets ? staffView(row, place.student) : null,
  };
}

/** With the author's words for each part's outcome as it counts, after marks and overrides. */
function said(report: StudentReport, { spec }: Exercise, { effective }: HandedIn): StudentReport {
  const parts = report.parts.map(({ feedback: _machine, ...part }) => {
    const asked = spec.parts.find(({ id }) => id === part.id);
    const verdict = effective?.parts.find(({ partId }) => partId === part.id)?.verdict ?? part.verdict;
    const feedback = asked && part.answered ? feedbackOn(asked, verdict) : null;
    return feedback === null ? part : { ...part, feedback };
  });
  return { ...report, parts };
}

function submissionView(handed: HandedIn<WholeSubmission>, work: Work): ReportView["submission"] {
  const { row } = handed;
  const { finishedAt } = row.job ?? { finishedAt: null };
  return {
    id: row.id,
    receipt: row.receipt,
    receivedAt: row.receivedAt.toISOString(),
    attempt: row.attempt.number,
    of: work.inAll,
    counts: row.attempt.number === work.counts,
    daysLate: handed.daysLate,
    engine: row.report?.engine ?? row.engine,
    exerciseHash: row.attempt.versionHash,
    variantSeed: row.attempt.variantSeed,
    gradedIn: finishedAt ? finishedAt.getTime() - row.receivedAt.getTime() : null,
  };
}

const attemptColumn = (handed: HandedIn<WholeSubmission>, work: Work, outOf: number): AttemptColumn => ({
  ...attemptSummary(handed, work, outOf),
  effective: handed.effective,
  answer: handed.row.answer,
  losses: lossesOf(handed.row.report),
});

const staffView = ({ report, job }: WholeSubmission, student: StaffView["student"]): StaffView => ({
  student: { id: student.id, name: student.name, email: student.email },
  seeds: report?.seeds ?? null,
  secret: report?.secret ?? null,
  lastFault: job?.lastFault ?? null,
});
