import { fail, ok, type Result } from "#lib/core/result.ts";
import {
  appendAudit,
  inTransaction,
  selectCourses,
  selectOptionalPersonByEmail,
  upsertRole,
} from "#lib/platform/db/index.ts";

/**
 * For the command line, where whoever holds the database's address may do everything: makes a person with an account the
 * instructor of a course. Without `course`, of the only course there is.
 */
export async function makeInstructor(
  email: string,
  course?: string,
): Promise<Result<{ readonly name: string; readonly course: string }>> {
  return inTransaction(async (tx) => {
    const person = await selectOptionalPersonByEmail(tx, email);
    if (!person) return fail({ code: "no-person", message: `No account has the address ${email}. Sign up first.` });
    const all = await selectCourses(tx);
    const named = course === undefined ? all : all.filter(({ slug }) => slug === course);
    const [row] = named;
    if (!row || named.length > 1) {
      const slugs = all.map(({ slug }) => slug).join(", ");
      return fail({
        code: "no-course",
        message: `Name one of the courses with --course: ${slugs || "there is none yet"}.`,
      });
    }
    await upsertRole(tx, row.id, person.id, "instructor");
    const subject = `user:${person.id}`;
    await appendAudit(tx, {
      courseId: row.id,
      actorId: null,
      action: "role.set",
      subject,
      detail: { role: "instructor" },
    });
    return ok({ name: person.name, course: row.title });
  });
}
