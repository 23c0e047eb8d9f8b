import Link from "next/link";
import { AppBar } from "#app/_components/shell/app-bar.tsx";
import type { Person } from "#app/_components/shell/person-menu.tsx";
import { selectTheme } from "#app/_server/theme.ts";
import { JoinForm } from "#app/sign-up/sign-up-form.tsx";
import type { CourseRef } from "#lib/platform/services/index.ts";

/** For a person in several courses, or in none yet. */
export async function MyCourses({ courses, person }: { courses: readonly CourseRef[]; person: Person }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <AppBar path={[{ label: "Nablab" }]} theme={await selectTheme()} person={person} />
      <main
        id="main"
        className="mx-auto grid w-full max-w-[46rem] gap-x-14 gap-y-10 px-4 py-10 tablet:grid-cols-[minmax(0,1fr)_17rem] tablet:py-16"
      >
        <section aria-labelledby="courses">
          <h1 id="courses" className="mb-3 text-page font-semibold tracking-[-0.018em]">
            Your courses
          </h1>
          {courses.length === 0 ? (
            <p className="prose says">
              You are in no course yet. Join one by its code, or{" "}
              <Link className="link" href="/lessons">
                read the lessons
              </Link>
              .
            </p>
          ) : (
            <ul className="border-t border-line-2">
              {courses.map((course) => (
                <li key={course.slug} className="flex items-baseline gap-3 border-b border-line py-2.5">
                  <Link className="link flex-1 font-semibold" href={`/courses/${course.slug}`}>
                    {course.title}
                  </Link>
                  <span className="text-caption text-ink-3">{course.role}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="join">
          <h2 id="join" className="mb-3 text-pane font-semibold">
            Join a course
          </h2>
          <JoinForm joinCode="" />
        </section>
      </main>
    </div>
  );
}
