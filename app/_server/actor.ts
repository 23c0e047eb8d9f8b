import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { type Actor, actorOf, type VisitorCourse, visitorCourse } from "#lib/platform/services/index.ts";

/** Who asks for this page, or null; asked once per request. */
export const selectActor = cache(async (): Promise<Actor> => actorOf(await headers()));

/** The public course for pages that anyone may read; null where there is none, or the database does not answer. */
export const selectPublicCourse = cache(async (): Promise<VisitorCourse | null> => {
  const found = await visitorCourse(await selectActor());
  return found.ok ? found.value : null;
});
