import type { Metadata } from "next";
import Link from "next/link";
import { AppBar } from "#app/_components/shell/app-bar.tsx";
import { homeOf, selectActor, selectLessonCourse } from "#app/_server/actor.ts";
import { selectTheme } from "#app/_server/theme.ts";
import { selectLessons } from "./_server/lessons.ts";

export const metadata: Metadata = { title: "Lessons" };

export default async function LessonsPage() {
  const [lessons, theme, actor, course] = await Promise.all([
    selectLessons(),
    selectTheme(),
    selectActor(),
    selectLessonCourse(),
  ]);
  return (
    <div className="flex min-h-dvh flex-col">
      <AppBar
        path={[{ label: course?.course.title ?? "Nablab", href: homeOf(course) }, { label: "Lessons" }]}
        theme={theme}
        person={actor ? { name: actor.name, email: actor.email } : null}
      />
      <main id="main" className="mx-auto w-full max-w-[820px] px-4 py-10">
        <h1 className="font-serif text-title font-semibold">{course?.course.title ?? "Lessons"}</h1>
        <LessonList lessons={lessons} />
      </main>
    </div>
  );
}

function LessonList({ lessons }: { lessons: Awaited<ReturnType<typeof selectLessons>> }) {
  return (
    <ol className="mt-6 border-t border-line-2">
      {lessons.map((lesson) => (
        <li key={lesson.slug} className="border-b border-line">
          <Link
            href={`/lessons/${lesson.slug}`}
            className="group grid grid-cols-[2rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-3.5"
          >
            <span className="text-right text-ui text-ink-3">{lesson.number}</span>
            <span>
              <span className="font-serif text-says font-semibold group-hover:text-fwd">{lesson.title}</span>
              <span className="prose next block">{lesson.summary}</span>
            </span>
            <span className="text-caption text-ink-3">{lesson.minutes} min</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
