import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import { appendAudit, insertAssessment, inTransaction, lockCourse, selectAssessments } from "#lib/platform/db/index.ts";
import { enterCourse } from "../shared/enter.ts";
import { unreadable } from "../shared/failure.ts";
import { courseOnly, text } from "../shared/input.ts";
import { service } from "../shared/service.ts";

const input = courseOnly.extend({ title: text(80).transform((typed) => typed.trim()) });

/** Adds a problem set at the end: open, without a deadline and worth nothing until its rules say otherwise. */
export const addAssessment = service(input, async (asker, { course: courseSlug, title }) => {
  const entered = await enterCourse(asker, "assessment.add", courseSlug);
  if (!entered.ok) return entered;
  const { actor, course } = entered.value;
  if (!z.string().min(1).safeParse(title).success) return unreadable("Give the problem set a title.");
  return inTransaction(async (tx) => {
    await lockCourse(tx, course.id);
    const all = await selectAssessments(tx, course.id);
    if (all.some((one) => one.title.toLowerCase() === title.toLowerCase()))
      return unreadable(`There is a problem set called ${title} already.`);
    const slug = freeSlug(
      title,
      all.map((one) => one.slug),
    );
    const position = Math.max(-1, ...all.map((one) => one.position)) + 1;
    const rules = { weight: 0, opensAt: null, dueAt: null, attempts: null, latePerDay: 0, lateDays: 0 };
    const shown = { solutionAfterDue: false, practice: true };
    const row = await insertAssessment(tx, { courseId: course.id, slug, title, position, ...rules, ...shown });
    const subject = `assessment:${row.id}`;
    const detail = { slug, title };
    await appendAudit(tx, { courseId: course.id, actorId: actor.userId, action: "assessment.add", subject, detail });
    return ok({ slug });
  });
});

/** The title as an address; with a number behind it where that is taken, or where no letter of the title is one of an address. */
function freeSlug(title: string, taken: readonly string[]): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  const base = plain === "" ? "problem-set" : plain;
  let slug = base;
  for (let k = 2; taken.includes(slug); k++) slug = `${base}-${k}`;
  return slug;
}
