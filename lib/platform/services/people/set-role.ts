import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import { can } from "#lib/platform/auth/index.ts";
import { appendAudit, inTransaction, lockCourse, selectOptionalRole, upsertRole } from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { notFound, unreadable } from "../shared/failure.ts";
import { courseOnly } from "../shared/input.ts";
import { service } from "../shared/service.ts";

const input = courseOnly.extend({
  person: z.string().min(1).max(100),
  role: z.enum(["student", "assistant", "instructor"]),
});

/** Gives a member of the course another role, which counts from the next request on. One's own stays, so that a course keeps an instructor. */
export const setRole = service(input, async (asker, { course: slug, person, role }) => {
  const entered = await enterCourse(asker, "role.set", slug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  if (person === actor.userId) return unreadable("Your own role stays as it is. Another instructor can change it.");
  return inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    // Two instructors may take each other's role at the same moment: whoever comes second is none any more.
    const own = await selectOptionalRole(tx, course.id, actor.userId);
    if (own === null || !can(actor, "role.set", { role: own })) return notFound();
    if ((await selectOptionalRole(tx, course.id, person)) === null) return notFound();
    await upsertRole(tx, course.id, person, role);
    const subject = `user:${person}`;
    const detail = { role };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "role.set", subject, detail });
    return ok({ role });
  });
});
