import { z } from "zod";
import { ok } from "#lib/core/result.ts";
import type { Actor } from "#lib/platform/auth/index.ts";
import { database, selectCoursesOf } from "#lib/platform/db/index.ts";
import { courseRef } from "../shared/enter.ts";
import { signInFirst } from "../shared/failure.ts";
import { type Answered, service } from "../shared/service.ts";
import type { CourseRef } from "../views.ts";

const ask = service(z.object({}), async (actor) => {
  if (!actor) return signInFirst();
  const rows = await selectCoursesOf(database(), actor.userId);
  return ok(rows.map(({ course, role }): CourseRef => courseRef(course, role)));
});

/** Courses in which the actor is, in the order of joining. */
export const myCourses = (actor: Actor): Answered<readonly CourseRef[]> => ask(actor, {});
