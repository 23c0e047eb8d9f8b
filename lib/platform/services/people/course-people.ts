import { ok } from "#lib/core/result.ts";
import { database, selectMembers } from "#lib/platform/db/index.ts";
import { courseRef, enterCourse } from "../shared/enter.ts";
import { courseOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import type { CoursePeople } from "../views.ts";

/** Everyone in a course with their role: instructors first, then assistants, then students, each by name. */
export const coursePeople = service(courseOnly, async (asker, { course: slug }) => {
  const entered = await enterCourse(asker, "role.set", slug);
  if (!entered.ok) return entered;
  const { actor, course, role } = entered.value;
  const people = await selectMembers(database(), course.id);
  return ok<CoursePeople>({
    course: courseRef(course, role),
    joinCode: course.joinCode,
    people: people.map((person) => ({ ...person, self: person.id === actor.userId })),
  });
});
