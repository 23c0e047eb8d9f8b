import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { ProseHtml } from "#app/_components/base/prose-html.tsx";
import { AppBar } from "#app/_components/shell/app-bar.tsx";
import { homeOf, selectActor, selectLessonCourse } from "#app/_server/actor.ts";
import { selectTheme } from "#app/_server/theme.ts";
import { Contents } from "../_parts/contents.tsx";
import { ExerciseLink } from "../_parts/exercise-link.tsx";
import { LessonFigure } from "../_parts/lesson-figure.tsx";
import { selectLessons, selectMoons } from "../_server/lessons.ts";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const lesson = (await selectLessons()).find((one) => one.slug === slug);
  return lesson ? { title: lesson.title, description: lesson.summary } : {};
}

export default async function LessonPage({ params }: Props) {
  const { slug } = await params;
  const [lessons, moons, theme, actor, course] = await Promise.all([
    selectLessons(),
    selectMoons(),
    selectTheme(),
    selectActor(),
    selectLessonCourse(),
  ]);
  const lesson = lessons.find((one) => one.slug === slug);
  if (lesson === undefined) notFound();
  const next = lessons.find((one) => one.slug === lesson.next);
  const exercises = new Map(course?.exercises.map((exercise) => [exercise.slug, exercise]));
  return (
    <div className="flex min-h-dvh flex-col">
      <AppBar
        path={[{ label: course?.course.title ?? "Nablab", href: homeOf(course) }, { label: `Lesson ${lesson.number}` }]}
        extra={<span className="hidden text-caption text-ink-3 tablet:inline">about {lesson.minutes} minutes</span>}
        theme={theme}
        person={actor ? { name: actor.name, email: actor.email } : null}
      />
      <main
        id="main"
        className="mx-auto grid w-full max-w-[1290px] flex-1 gap-10 px-4 py-8 wide:grid-cols-[232px_minmax(0,1fr)] wide:px-6"
      >
        <aside className="hidden wide:block">
          <div className="scroll-quiet sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto">
            <Contents lessons={lessons} current={slug} />
          </div>
        </aside>
        <article className="lesson-body min-w-0">
          <p className="text-ui text-ink-3">Lesson {lesson.number}</p>
          <h1 className="mt-1 mb-5 max-w-[656px] font-serif text-title font-semibold">{lesson.title}</h1>
          {lesson.blocks.map((block, at) =>
            block.kind === "html" ? (
              <ProseHtml key={at} html={block.html} kind="lesson" />
            ) : block.kind === "figure" ? (
              <LessonFigure key={at} figure={block.figure} moons={moons} />
            ) : (
              <ExerciseLink
                key={at}
                exercise={exercises.get(block.slug)}
                course={course?.course.slug}
                note={block.note}
              />
            ),
          )}
          <nav
            aria-label="Go on"
            className="mt-12 flex max-w-[656px] items-center justify-between border-t border-line pt-5"
          >
            <Link href="/lessons" className="link">
              All lessons
            </Link>
            {next ? (
              <ButtonLink kind="primary" iconAfter="arrow-right" href={`/lessons/${next.slug}`}>
                {next.short}
              </ButtonLink>
            ) : null}
          </nav>
        </article>
      </main>
    </div>
  );
}
