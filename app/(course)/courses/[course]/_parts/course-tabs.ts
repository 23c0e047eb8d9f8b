import type { Action } from "#lib/platform/services/index.ts";

export type CourseTab =
  | "course"
  | "lessons"
  | "notices"
  | "review"
  | "results"
  | "exercises"
  | "assessments"
  | "people"
  | "settings";

/** The pages of a course, one row each: whoever may do what a page is for finds it in the bar. */
export const courseTabs: readonly {
  readonly id: CourseTab;
  readonly label: string;
  readonly path: string;
  readonly action: Action;
}[] = [
  { id: "course", label: "Course", path: "", action: "course.read" },
  { id: "lessons", label: "Lessons", path: "/lessons", action: "course.read" },
  { id: "notices", label: "Notices", path: "/notices", action: "notice.read" },
  { id: "review", label: "Review", path: "/review", action: "review.read" },
  { id: "results", label: "Results", path: "/results", action: "results.read" },
  { id: "exercises", label: "Exercises", path: "/manage", action: "exercise.inspect" },
  { id: "assessments", label: "Problem sets", path: "/assessments", action: "assessment.change" },
  { id: "people", label: "People", path: "/people", action: "role.set" },
  { id: "settings", label: "Settings", path: "/settings", action: "course.rename" },
];

/** Where a tab leads; lessons are the same for all courses. */
export const tabHref = (home: string, { id, path }: (typeof courseTabs)[number]): string =>
  id === "lessons" ? "/lessons" : `${home}${path}`;
