import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import type { Actor } from "#lib/platform/auth/index.ts";
import { can } from "#lib/platform/auth/index.ts";
import {
  database,
  selectCourseExercises,
  selectExercise,
  selectOptionalCourse,
  selectOptionalPublicCourse,
  selectOptionalRole,
} from "#lib/platform/db/index.ts";
import { courseRef } from "../shared/enter.ts";
import { notFound } from "../shared/failure.ts";
import { slug } from "../shared/input.ts";
import { type Answered, service } from "../shared/service.ts";
import type { VisitorCourse } from "../views.ts";

const ask = service(z.object({ course: slug.optional() }), async (actor, input) => {
  const tx = database();
  const course = input.course ? await selectOptionalCourse(tx, input.course) : await selectOptionalPublicCourse(tx);
  if (!course) return notFound();
  const role = actor && (await selectOptionalRole(tx, course.id, actor.userId));
  if (!can(actor, "course.visit", { role, public: course.public })) return notFound();
  const rows = (await selectCourseExercises(tx, course.id)).filter(({ hidden }) => !hidden);
  const exercises = await Promise.all(
    rows.map(async ({ slug, version, versionHash }) => {
      const { summary, lesson } = (await selectExercise(tx, versionHash)).spec;
      return { slug, title: version.title, summary, lesson, outOf: version.outOf };
    }),
  );
  return ok<VisitorCourse>({ course: courseRef(course, role), exercises });
});

/** A course and its visible exercises, for anyone if the course is public. Without a name, the oldest public course. */
export const visitorCourse = (actor: Actor, input: { readonly course?: string } = {}): Answered<VisitorCourse> =>
  ask(actor, input);
