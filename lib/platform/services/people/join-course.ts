import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import type { Actor } from "#lib/platform/auth/index.ts";
import {
  appendAudit,
  type CourseRow,
  database,
  insertStudent,
  inTransaction,
  selectOptionalCourseByCode,
  selectOptionalRole,
} from "#lib/platform/db/index.ts";
import { courseRef } from "../shared/enter.ts";
import { signInFirst, unreadable } from "../shared/failure.ts";
import { normalCode } from "../shared/join-code.ts";
import { limited } from "../shared/limited.ts";
import { service } from "../shared/service.ts";
import type { CourseRef } from "../views.ts";

const input = z.object({ joinCode: z.string().max(40) });

/** Takes the actor into the course of a join code, as a student. Who is in it already keeps the role. */
export const joinCourse = service(input, async (actor, { joinCode }) => {
  if (!actor) return signInFirst();
  const late = await limited("join per account", actor.userId);
  if (late) return late;
  const course = await selectOptionalCourseByCode(database(), normalCode(joinCode));
  if (!course) return unreadable("No course has this join code. Compare it with the one you were given.");
  return ok(await enrol(actor, course));
});

export async function enrol(actor: NonNullable<Actor>, course: CourseRow): Promise<CourseRef> {
  return inTransaction(async (tx) => {
    await insertStudent(tx, course.id, actor.userId);
    const role = await selectOptionalRole(tx, course.id, actor.userId);
    const subject = `user:${actor.userId}`;
    await appendAudit(tx, {
      courseId: course.id,
      actorId: actor.userId,
      action: "course.join",
      subject,
      detail: { role },
    });
    return courseRef(course, role);
  });
}
