import { z } from "zod";
import type { Actor } from "#lib/platform/auth/index.ts";
import { database, selectCoursesOf } from "#lib/platform/db/index.ts";
import { slug } from "../shared/input.ts";
import { type Answered, service } from "../shared/service.ts";
import type { VisitorCourse } from "../views.ts";
import { visitorCourse } from "./visitor-course.ts";

const ask = service(z.object({ lastIn: slug.nullable() }), async (actor, { lastIn }) => {
  const mine = actor ? (await selectCoursesOf(database(), actor.userId)).map(({ course }) => course) : [];
  const last = mine.find((course) => course.slug === lastIn);
  const own = mine.find((course) => !course.public) ?? mine[0];
  const found = last ?? own;
  return visitorCourse(actor, found ? { course: found.slug } : {});
});

/**
 * The course whose exercises lessons lead to: the one that the person was in last, else one of their own before the public one. For
 * everybody else the public one. `lastIn` is what a browser says, and counts only for a course in which the person is.
 */
export const lessonCourse = (actor: Actor, input: { readonly lastIn: string | null }): Answered<VisitorCourse> =>
  ask(actor, input);
