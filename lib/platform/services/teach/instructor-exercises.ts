import { ok } from "#lib/core/result.ts";
import { database, selectAbsentExercises, selectAssessments } from "#lib/platform/db/index.ts";
import { courseRef, enterCourse } from "../shared/enter.ts";
import { courseOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import type { InstructorExercises } from "../views.ts";
import { exerciseRows } from "./exercise-rows.ts";

/** All exercises of a course with their state, for its instructor. */
export const instructorExercises = service(courseOnly, async (asker, { course: slug }) => {
  const entered = await enterCourse(asker, "exercise.inspect", slug);
  if (!entered.ok) return entered;
  const { course, role } = entered.value;
  const [sets, absent] = await Promise.all([
    selectAssessments(database(), course.id),
    selectAbsentExercises(database(), course.id),
  ]);
  return ok<InstructorExercises>({
    course: courseRef(course, role),
    exercises: await exerciseRows(database(), course.id),
    sets: sets.map(({ slug, title }) => ({ slug, title })),
    absent: absent.map(({ slug, version: { title } }) => ({ slug, title })),
  });
});
