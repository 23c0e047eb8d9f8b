import { ok } from "#lib/core/result.ts";
import {
  appendAudit,
  type CourseRow,
  insertAssessment,
  insertCourse,
  inTransaction,
  lockCourse,
  selectAssessments,
  selectCourseExercises,
  selectCourses,
  selectCoursesOf,
  type Tx,
  updateHidden,
  upsertCourseExercise,
  upsertPlace,
  upsertRole,
} from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { unreadable } from "../shared/failure.ts";
import { freeSlug } from "../shared/free-slug.ts";
import { courseOnly, title } from "../shared/input.ts";
import { makeJoinCode } from "../shared/join-code.ts";
import { limited } from "../shared/limited.ts";
import { service } from "../shared/service.ts";
import { titleTaken } from "./title-taken.ts";

const input = courseOnly.extend({ title });

/**
 * Makes a course out of one that the actor runs: the same exercises in the same problem sets, without dates and without people.
 * Whoever makes it is its instructor.
 */
export const makeCourse = service(input, async (asker, { course: slug, title }) => {
  const entered = await enterCourse(asker, "course.make", slug);
  if (!entered.ok) return entered;
  const { actor, course: from } = entered.value;
  if (title === "") return unreadable("Give the course a title.");
  const late = await limited("course per person", actor.userId);
  if (late) return late;
  return inTransaction(async (tx) => {
    // Two with the same title at the same moment would want the same address, and two of one person's could not be told apart.
    await lockCourse(tx, "new");
    const own = (await selectCoursesOf(tx, actor.userId)).map((one) => one.course);
    if (titleTaken(title, own))
      return unreadable(`You are in a course called ${title} already. Give this one another title.`);
    const taken = (await selectCourses(tx)).map((one) => one.slug);
    const course = await insertCourse(tx, {
      slug: freeSlug(title, "course", taken),
      title,
      joinCode: makeJoinCode(),
      timeZone: from.timeZone,
      public: false,
    });
    await upsertRole(tx, course.id, actor.userId, "instructor");
    await copyContent(tx, from, course);
    const detail = { slug: course.slug, title, from: from.slug };
    const subject = `course:${course.id}`;
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "course.make", subject, detail });
    return ok({ slug: course.slug, title });
  });
});

async function copyContent(tx: Tx, from: CourseRow, to: CourseRow): Promise<void> {
  const sets = new Map<string, string>();
  for (const { id, ...set } of await selectAssessments(tx, from.id)) {
    const made = await insertAssessment(tx, { ...rulesOf(set), courseId: to.id, opensAt: null, dueAt: null });
    sets.set(id, made.id);
  }
  // In course order, so that each comes to its place at the end of its set.
  for (const row of await selectCourseExercises(tx, from.id)) {
    const { slug, versionHash, position, hidden, assessment } = row;
    const { id } = await upsertCourseExercise(tx, { courseId: to.id, slug, versionHash, position });
    if (hidden) await updateHidden(tx, id, true);
    const set = assessment && sets.get(assessment.assessment.id);
    if (set) await upsertPlace(tx, set, id);
  }
}

type Set = Awaited<ReturnType<typeof selectAssessments>>[number];

/** What a set asks for, without when and where it was made. */
const rulesOf = ({
  slug,
  title,
  position,
  weight,
  attempts,
  latePerDay,
  lateDays,
  solutionAfterDue,
}: Omit<Set, "id">) => ({
  slug,
  title,
  position,
  weight,
  attempts,
  latePerDay,
  lateDays,
  solutionAfterDue,
});
