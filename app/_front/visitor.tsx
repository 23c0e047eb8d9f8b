import Link from "next/link";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { pointsWords } from "#app/_components/base/format.ts";
import { AppBar } from "#app/_components/shell/app-bar.tsx";
import { selectPublicCourse } from "#app/_server/actor.ts";
import { selectTheme } from "#app/_server/theme.ts";
import { Playground } from "#app/lessons/_figures/playground.tsx";
import { selectLessons, selectMoons } from "#app/lessons/_server/lessons.ts";
import { figureOptions } from "#lib/platform/text/index.ts";

/** The start page without an account: what this is, a network to train at once, the lessons and the exercises. */
export async function Visitor() {
  const [theme, lessons, moons, course] = await Promise.all([
    selectTheme(),
    selectLessons(),
    selectMoons(),
    selectPublicCourse(),
  ]);
  const first = lessons[0];
  return (
    <div className="flex min-h-dvh flex-col">
      <AppBar path={[{ label: "Nablab" }]} theme={theme} person={null} />
      <main id="main" className="mx-auto w-full max-w-[1264px] px-4 py-10 tablet:py-14 wide:px-6">
        <header className="max-w-[46rem]">
          <h1 className="font-serif text-title font-semibold text-balance">
            Write the backward pass, and be told where it parts from the derivative
          </h1>
          <p className="prose lesson mt-4">
            Exercises for {course ? `“${course.course.title}”` : "courses that teach backpropagation"}: with numbers,
            with formulas, with words and with code. An engine that knows calculus grades them in a fraction of a
            second, asks two questions apart, whether your forward pass is the one that was asked for and whether your
            backward pass is the derivative of your own, and names the line and the slip.
          </p>
          <div className="mt-6 flex flex-wrap gap-2">
            {first ? (
              <ButtonLink kind="primary" iconAfter="arrow-right" href={`/lessons/${first.slug}`}>
                Read lesson 1
              </ButtonLink>
            ) : null}
            <ButtonLink href="/sign-in">Sign in</ButtonLink>
            <ButtonLink kind="bare" href="/sign-up">
              Make an account
            </ButtonLink>
          </div>
        </header>

        <section aria-labelledby="train" className="mt-12">
          <h2 id="train" className="text-pane font-semibold">
            A network to train{" "}
            <span className="ml-1 text-ui font-normal text-ink-3">no account needed; it runs in this page</span>
          </h2>
          <Playground
            options={figureOptions.playground.parse({})}
            title="A network learning two moons"
            points={moons}
          />
        </section>

        <div className="mt-10 grid gap-x-16 gap-y-10 wide:grid-cols-[minmax(0,776px)_minmax(0,376px)]">
          <section aria-labelledby="lessons">
            <h2 id="lessons" className="mb-3 text-pane font-semibold">
              The lessons
            </h2>
            <ol className="border-t border-line-2">
              {lessons.map((lesson) => (
                <li key={lesson.slug} className="border-b border-line">
                  <Link
                    href={`/lessons/${lesson.slug}`}
                    className="group grid grid-cols-[1.25rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-2.5"
                  >
                    <span className="text-ui text-ink-3">{lesson.number}</span>
                    <span className="min-w-0">
                      <span className="block font-serif text-says font-semibold group-hover:text-fwd">
                        {lesson.title}
                      </span>
                      <span className="prose next block">{lesson.summary}</span>
                    </span>
                    <span className="text-caption text-ink-3">{lesson.minutes} min</span>
                  </Link>
                </li>
              ))}
            </ol>
          </section>
          {course ? (
            <section aria-labelledby="exercises">
              <h2 id="exercises" className="mb-3 text-pane font-semibold">
                The exercises <span className="ml-1 text-ui font-normal text-ink-3">with an account</span>
              </h2>
              <ul className="border-t border-line-2">
                {course.exercises.map((exercise) => (
                  <li key={exercise.slug} className="border-b border-line py-2.5">
                    <p className="flex items-baseline justify-between gap-3">
                      <span className="font-semibold">{exercise.title}</span>
                      <span className="shrink-0 text-caption text-ink-3">{pointsWords(exercise.outOf)}</span>
                    </p>
                    <p className="text-ink-2">{exercise.summary}</p>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </div>
      </main>
    </div>
  );
}
