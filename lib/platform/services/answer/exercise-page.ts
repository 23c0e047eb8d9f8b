import { ok } from "#lib/core/result.ts";
import { studentReport } from "#lib/grading/grader/index.ts";
import {
  type CourseExerciseRow,
  database,
  databaseNow,
  selectCourseExercises,
  selectExercise,
  selectNames,
  selectOpenings,
  selectSubmission,
  selectSubmissions,
  type Tx,
} from "#lib/platform/db/index.ts";
import { assessmentView, solutionShown } from "../shared/assessment-view.ts";
import { courseRef, enterExercise } from "../shared/enter.ts";
import { givenValues, publicView, variantOf } from "../shared/grading.ts";
import { attemptSummary, type HandedIn, workOf } from "../shared/handed-in.ts";
import { hintViews } from "../shared/hints.ts";
import { place } from "../shared/input.ts";
import { nextAttempt } from "../shared/open-attempt.ts";
import { submitOutlook } from "../shared/outlook.ts";
import { prerequisitesFor } from "../shared/prerequisites.ts";
import { overrideView, peopleOf } from "../shared/report-parts.ts";
import { service } from "../shared/service.ts";
import type { ExercisePage, ExerciseRef } from "../views.ts";

/** Everything that the page of one exercise shows to a member of the course. Writes nothing. */
export const exercisePage = service(place, async (asker, at) => {
  const entered = await enterExercise(asker, "exercise.read", at);
  if (!entered.ok) return entered;
  const { actor, course, role, row } = entered.value;
  const tx = database();
  const [now, next, rows, openings, around] = await Promise.all([
    databaseNow(tx),
    nextAttempt(tx, actor.userId, row),
    selectSubmissions(tx, { userId: actor.userId, courseExerciseId: row.id }),
    selectOpenings(tx, { userId: actor.userId, courseExerciseId: row.id }),
    neighbours(tx, row),
  ]);
  const exercise = await selectExercise(tx, next.versionHash);
  const [shown, variant] = await Promise.all([publicView(exercise), variantOf(exercise, next.variantSeed)]);
  const assessment = row.assessment?.assessment ?? null;
  const work = workOf(rows, assessment, openings);
  const newest = work.attempts.at(-1);
  const page: ExercisePage = {
    course: courseRef(course, role),
    now: now.toISOString(),
    mode: "answer",
    exercise: shown,
    statement: shown.statement,
    variantSeed: next.variantSeed,
    given: givenValues(variant),
    assessment: assessment && assessmentView(assessment, now),
    prerequisites: await prerequisitesFor(tx, exercise, course.id, actor.userId),
    hidden: row.hidden,
    draft: next.draft && { ...next.draft, savedAt: next.draft.savedAt.toISOString() },
    attempts: work.attempts.map((handed) => attemptSummary(handed, work, shown.points)).reverse(),
    submit: submitOutlook(
      assessment,
      work.attempts.map(({ counted }) => counted),
      now,
      course.timeZone,
    ),
    hints: hintViews(exercise, openings),
    latest: await latestReport(tx, work.attempts),
    grading: newest && !newest.row.summary ? await underWay(tx, newest) : null,
    solutionAvailable: solutionShown(assessment, now),
    ...around,
  };
  const early = role === "student" && page.assessment?.state === "not-open";
  return ok(early ? beforeOpening(page) : page);
});

/** What a student finds before the exercise opens: its title, its worth and when it opens; nothing to read, to run or to hint at. */
function beforeOpening(page: ExercisePage): ExercisePage {
  const statement = page.submit.sentence;
  const exercise = { ...page.exercise, summary: "", statement, shapes: {}, parts: [] };
  return { ...page, exercise, statement, variantSeed: "", given: {}, draft: null, hints: {}, latest: null };
}

async function latestReport(tx: Tx, attempts: readonly HandedIn[]): Promise<ExercisePage["latest"]> {
  const graded = attempts.findLast(({ row }) => row.summary !== null);
  if (!graded) return null;
  const { report } = await selectSubmission(tx, graded.row.id);
  if (!report) return null;
  const { row, effective } = graded;
  const names = await selectNames(tx, peopleOf(row, []));
  const overrides = row.overrides.map((override) => overrideView(override, row.overrides, names));
  return { submissionId: row.id, number: row.attempt.number, report: studentReport(report), effective, overrides };
}

async function underWay(tx: Tx, { row }: HandedIn): Promise<ExercisePage["grading"]> {
  return { submissionId: row.id, progress: (await selectSubmission(tx, row.id)).progress };
}

/** The visible exercises before and after this one. */
export async function neighbours(
  tx: Tx,
  row: CourseExerciseRow,
): Promise<{ readonly previous: ExerciseRef | null; readonly next: ExerciseRef | null }> {
  const rows = await selectCourseExercises(tx, row.courseId);
  const i = rows.findIndex(({ id }) => id === row.id);
  const ref = (found: CourseExerciseRow | undefined) =>
    found ? { slug: found.slug, title: found.version.title } : null;
  return {
    previous: ref(rows.slice(0, i).findLast(({ hidden }) => !hidden)),
    next: ref(rows.slice(i + 1).find(({ hidden }) => !hidden)),
  };
}
