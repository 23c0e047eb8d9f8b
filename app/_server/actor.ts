import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { type Actor, actorOf, myCourses, type VisitorCourse, visitorCourse } from "#lib/platform/services/index.ts";

/** Who asks for this page, or null; asked once per request. */
export const selectActor = cache(async (): Promise<Actor> => actorOf(await headers()));

/** The public course for pages that anyone may read; null where there is none, or the database does not answer. */
export const selectPublicCourse = cache(async (): Promise<VisitorCourse | null> => {
  const found = await visitorCourse(await selectActor());
  return found.ok ? found.value : null;
});

/** The course whose exercises lessons lead to: the public one, or the first of a person's who is not in that one. */
export const selectLessonCourse = cache(async (): Promise<VisitorCourse | null> => {
  const [actor, open] = await Promise.all([selectActor(), selectPublicCourse()]);
  if (!actor || open?.course.role) return open;
  const mine = await myCourses(actor);
  const [first] = mine.ok ? mine.value : [];
  const found = first && (await visitorCourse(actor, { course: first.slug }));
  return found?.ok ? found.value : open;
});
