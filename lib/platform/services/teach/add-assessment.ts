import { ok } from "#lib/core/result.ts";
import { appendAudit, insertAssessment, inTransaction, lockCourse, selectAssessments } from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { unreadable } from "../shared/failure.ts";
import { freeSlug } from "../shared/free-slug.ts";
import { courseOnly, title } from "../shared/input.ts";
import { service } from "../shared/service.ts";
import { titleTaken } from "./title-taken.ts";

const input = courseOnly.extend({ title });

/** Adds a problem set at the end: open, without a deadline and worth nothing until its rules say otherwise. */
export const addAssessment = service(input, async (asker, { course: courseSlug, title }) => {
  const entered = await enterCourse(asker, "assessment.add", courseSlug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  if (title === "") return unreadable("Give the problem set a title.");
  return inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    const all = await selectAssessments(tx, course.id);
    if (titleTaken(title, all)) return unreadable(`There is a problem set called ${title} already.`);
    const taken = all.map((one) => one.slug);
    const slug = freeSlug(title, "problem-set", taken);
    const position = Math.max(-1, ...all.map((one) => one.position)) + 1;
    const rules = { weight: 0, opensAt: null, dueAt: null, attempts: null, latePerDay: 0, lateDays: 0 };
    const set = { courseId: course.id, slug, title, position, solutionAfterDue: false };
    const row = await insertAssessment(tx, { ...set, ...rules });
    const subject = `assessment:${row.id}`;
    const detail = { slug, title };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "assessment.add", subject, detail });
    return ok({ slug });
  });
});
