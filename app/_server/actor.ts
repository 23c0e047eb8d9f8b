import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { lastCourseCookie, lastCourseFrom } from "#app/_components/base/last-course.ts";
import { type Actor, actorOf, lessonCourse, type VisitorCourse, visitorCourse } from "#lib/platform/services/index.ts";

/** Who asks for this page, or null; asked once per request. */
export const selectActor = cache(async (): Promise<Actor> => actorOf(await headers()));

/** The public course for pages that anyone may read; null where there is none, or the database does not answer. */
export const selectPublicCourse = cache(async (): Promise<VisitorCourse | null> => {
  const found = await visitorCourse(await selectActor());
  return found.ok ? found.value : null;
});

/** The course whose exercises lessons lead to; null as above. */
export const selectLessonCourse = cache(async (): Promise<VisitorCourse | null> => {
  const [actor, jar] = await Promise.all([selectActor(), cookies()]);
  const found = await lessonCourse(actor, { lastIn: lastCourseFrom(jar.get(lastCourseCookie)?.value) });
  return found.ok ? found.value : null;
});

/** Where the course's name leads from a lesson: home for a member, else to the start page. */
export const homeOf = (found: VisitorCourse | null): string =>
  found?.course.role ? `/courses/${found.course.slug}` : "/";
