import { ok } from "#lib/core/result.ts";
import { appendAudit, inTransaction, lockCourse, selectCoursesOf, updateCourseTitle } from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { unreadable } from "../shared/failure.ts";
import { courseOnly, title } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import { titleTaken } from "./title-taken.ts";

const input = courseOnly.extend({ title });

/** Gives a course another title. Its address stays, since links lead to it. */
export const renameCourse = service(input, async (asker, { course: slug, title }) => {
  const entered = await enterCourse(asker, "course.rename", slug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  if (title === "") return unreadable("Give the course a title.");
  return inTransaction(async (tx) => {
    await lockCourse(tx, "new");
    const own = (await selectCoursesOf(tx, actor.userId)).map((one) => one.course);
    const others = own.filter(({ id }) => id !== course.id);
    if (titleTaken(title, others))
      return unreadable(`You are in another course called ${title}. Give this one another title.`);
    await updateCourseTitle(tx, course.id, title);
    const detail = { from: course.title, to: title };
    const subject = `course:${course.id}`;
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "course.rename", subject, detail });
    return ok({ title });
  });
});
