import { ok } from "#lib/core/result.ts";
import { courseTotal } from "#lib/platform/assessment/index.ts";
import { can } from "#lib/platform/auth/index.ts";
import {
  type CourseExerciseRow,
  countUnread,
  database,
  databaseNow,
  selectAssessments,
  selectCourseExercises,
  selectExercise,
  selectNotices,
  type Tx,
} from "#lib/platform/db/index.ts";
import { courseWork, type PersonWork } from "../review/course-work.ts";
import { waitingOf } from "../review/waiting.ts";
import { assessmentView } from "../shared/assessment-view.ts";
import { courseRef, enterCourse } from "../shared/enter.ts";
import { standingAttempt } from "../shared/handed-in.ts";
import { courseOnly } from "../shared/input.ts";
import { noticeViews } from "../shared/notice-view.ts";
import { service } from "../shared/service.ts";
import type { CourseHome, Standing } from "../views.ts";
import { cameBack } from "./came-back.ts";
import { whereStopped } from "./continue.ts";

const NEWS = 8;

/** What a member of a course sees first: where the work stopped, what is due, how far it is, what is new. */
export const courseHome = service(courseOnly, async (asker, { course: slug }) => {
  const entered = await enterCourse(asker, "course.read", slug);
  if (!entered.ok) return entered;
  const { actor, course, role } = entered.value;
  const tx = database();
  const [now, rows, assessments, mine, notices, unread] = await Promise.all([
    databaseNow(tx),
    selectCourseExercises(tx, course.id),
    selectAssessments(tx, course.id),
    courseWork(tx, course.id, actor.userId),
    selectNotices(tx, actor.userId, course.id, NEWS),
    countUnread(tx, actor.userId, course.id),
  ]);
  const visible = rows.filter(({ hidden }) => !hidden);
  const standings = await Promise.all(visible.map((row) => standingOf(tx, row, mine)));
  const ofAssessment = (id: string) =>
    visible.flatMap((row, i) => (row.assessment?.assessment.id === id && standings[i] ? [standings[i]] : []));
  const due = assessments
    .map((row) => ({ ...assessmentView(row, now), exercises: ofAssessment(row.id) }))
    // One that is still being put together is for those who do that.
    .filter(({ exercises }) => exercises.length > 0 || can(actor, "assessment.change", { role }));
  return ok<CourseHome>({
    course: courseRef(course, role),
    now: now.toISOString(),
    joinCode: can(actor, "course.joinCode", { role }) ? course.joinCode : null,
    continue: await whereStopped(tx, actor.userId, course.id, visible, mine),
    assessments: due,
    exercises: standings,
    progress: {
      points: standings.reduce((sum, { points }) => sum + (points ?? 0), 0),
      outOf: standings.reduce((sum, { outOf }) => sum + outOf, 0),
      courseTotal: courseTotal(due),
    },
    cameBack: cameBack(mine),
    news: await noticeViews(tx, notices),
    unread,
    awaitingReview: can(actor, "review.read", { role }) ? await countWaiting(tx, course.id) : null,
  });
});

async function standingOf(tx: Tx, row: CourseExerciseRow, mine: readonly PersonWork[]): Promise<Standing> {
  const work = mine.find(({ exercise }) => exercise.id === row.id)?.work;
  const attempt = work ? standingAttempt(work) : null;
  const { lesson } = (await selectExercise(tx, row.versionHash)).spec;
  return {
    slug: row.slug,
    title: row.version.title,
    lesson,
    verdict: attempt?.effective?.verdict ?? null,
    grading: work?.attempts.some(({ row: handed }) => handed.summary === null) ?? false,
    points: attempt?.effective?.points ?? null,
    outOf: row.version.outOf,
  };
}

async function countWaiting(tx: Tx, courseId: string): Promise<number> {
  const all = await courseWork(tx, courseId);
  return all.flatMap(({ work }) => waitingOf(work)).length;
}
