"use server";
import { selectActor } from "#app/_server/actor.ts";
import { courseTabs, tabHref } from "#app/(course)/courses/[course]/_parts/course-tabs.ts";
import { selectLessons } from "#app/lessons/_server/lessons.ts";
import { can, myCourses, visitorCourse } from "#lib/platform/services/index.ts";
import type { Place } from "./places.ts";

/** Where this person can go: exercises and pages of their courses, and the lessons. */
export async function placesAction(): Promise<readonly Place[]> {
  const actor = await selectActor();
  const [mine, lessons] = await Promise.all([myCourses(actor), selectLessons()]);
  const courses = mine.ok ? mine.value : [];
  const ofCourses = await Promise.all(
    courses.map(async ({ slug, title, role }): Promise<Place[]> => {
      const home = `/courses/${slug}`;
      const tabs = courseTabs.filter(({ id, action }) => id !== "lessons" && can(actor, action, { role }));
      const found = await visitorCourse(actor, { course: slug });
      const exercises = found.ok ? found.value.exercises : [];
      return [
        ...tabs.map((tab) => ({ label: tab.label, within: title, href: tabHref(home, tab) })),
        ...exercises.map((one) => ({ label: one.title, within: title, href: `${home}/exercises/${one.slug}` })),
      ];
    }),
  );
  const lessonPlaces = lessons.map(({ slug, number, title }) => ({
    label: title,
    within: `Lesson ${number}`,
    href: `/lessons/${slug}`,
  }));
  return [...ofCourses.flat(), ...lessonPlaces];
}
