import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { points } from "#app/_components/base/format.ts";
import { Icon } from "#app/_components/base/icon.tsx";
import { Sentence } from "#app/_components/base/tex.tsx";
import { Verdict } from "#app/_components/base/verdict.tsx";
import { dayAndTime } from "#app/_components/base/when.ts";
import { TickRuler } from "#app/_components/figures/tick-ruler.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { selectLessons } from "#app/lessons/_server/lessons.ts";
import { type Action, type CourseHome, can, courseHome } from "#lib/platform/services/index.ts";
import { AssessmentTable } from "./_parts/assessment-table.tsx";
import { ContinuePanel } from "./_parts/continue-panel.tsx";
import { CourseBar } from "./_parts/course-bar.tsx";
import { CoursePath } from "./_parts/course-path.tsx";
import { TwoWeeks } from "./_parts/two-weeks.tsx";

export const metadata: Metadata = { title: "Course" };

type Props = { params: Promise<{ course: string }> };

export default async function CourseHomePage({ params }: Props) {
  const { course: slug } = await params;
  const actor = await selectActor();
  const home = pageValue(await courseHome(actor, { course: slug }), `/courses/${slug}`);
  const lessons = await selectLessons();
  const staff = home.course.role !== "student";
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar course={home.course} tab="course" unread={home.unread} />
      <main
        id="main"
        className="mx-auto grid w-full max-w-[1264px] gap-x-16 gap-y-10 px-4 py-7 wide:grid-cols-[minmax(0,776px)_minmax(0,376px)] wide:px-6"
      >
        <h1 className="sr-only">{home.course.title}</h1>
        <div className="flex min-w-0 flex-col gap-9">
          {home.continue ? (
            <ContinuePanel course={home.course} left={home.continue} />
          ) : (
            <Begin home={home} first={lessons[0]?.slug} may={(action) => can(actor, action, home.course)} />
          )}
          <section aria-labelledby="weeks">
            <h2 id="weeks" className="mb-3 text-pane font-semibold">
              The next two weeks
            </h2>
            <TwoWeeks now={home.now} assessments={home.assessments} timeZone={home.course.timeZone} />
            <AssessmentTable home={home} />
          </section>
          <CameBack home={home} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <section aria-labelledby="progress">
            <div className="mb-2 flex items-baseline justify-between">
              <h2 id="progress" className="text-pane font-semibold">
                Course
              </h2>
              <span className="text-ui text-ink-3">
                {staff ? "" : `${points(home.progress.points)} of `}
                {points(home.progress.outOf)} points
              </span>
            </div>
            {staff ? null : (
              <TickRuler
                value={home.progress.points}
                of={home.progress.outOf}
                ticks={12}
                label={`${points(home.progress.points)} of ${points(home.progress.outOf)} points`}
              />
            )}
            {staff || home.progress.courseTotal === null ? null : (
              <p className="mt-1 text-caption text-ink-3">
                By what each problem set is worth: {points(home.progress.courseTotal)} % of the course so far.
              </p>
            )}
            <CoursePath lessons={lessons} home={home} />
          </section>
          <News home={home} />
          {home.joinCode ? <JoinCode code={home.joinCode} /> : null}
        </div>
      </main>
    </div>
  );
}

function Begin({
  home,
  first,
  may,
}: {
  home: CourseHome;
  first: string | undefined;
  may: (action: Action) => boolean;
}) {
  const waiting = home.awaitingReview;
  const begun = home.exercises.some(({ verdict }) => verdict !== null);
  const next = home.exercises.find(({ verdict }) => verdict !== "correct" && verdict !== "awaits-review");
  return (
    <section
      aria-label={waiting === null ? "Begin" : "Review"}
      className="rounded-panel border border-line bg-surface p-5"
    >
      {waiting !== null ? (
        <>
          <p className="prose says">
            {waiting === 0
              ? "No answer waits for you."
              : `${waiting} ${waiting === 1 ? "answer waits" : "answers wait"} for a person to read ${waiting === 1 ? "it" : "them"}.`}
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            <ButtonLink
              kind={waiting > 0 ? "primary" : "plain"}
              iconAfter="arrow-right"
              href={`/courses/${home.course.slug}/review`}
            >
              Review answers
            </ButtonLink>
            {may("results.read") ? (
              <ButtonLink href={`/courses/${home.course.slug}/results`}>Results of the class</ButtonLink>
            ) : null}
          </div>
        </>
      ) : begun ? (
        <>
          <p className="prose says">
            {next ? `What you worked on last is solved. Next: ${next.title}.` : "Every exercise is solved."}
          </p>
          {next ? (
            <div className="mt-3">
              <ButtonLink
                kind="primary"
                iconAfter="arrow-right"
                href={`/courses/${home.course.slug}/exercises/${next.slug}`}
              >
                {next.verdict === null ? "Begin" : "Continue"}
              </ButtonLink>
            </div>
          ) : null}
        </>
      ) : (
        <>
          <p className="prose says">Nothing begun yet. Read the first lesson, or open an exercise below.</p>
          <div className="mt-3">
            <ButtonLink kind="primary" iconAfter="arrow-right" href={first ? `/lessons/${first}` : "/lessons"}>
              Begin with lesson 1
            </ButtonLink>
          </div>
        </>
      )}
    </section>
  );
}

function CameBack({ home }: { home: CourseHome }) {
  if (home.cameBack.length === 0) return null;
  return (
    <section aria-labelledby="came-back">
      <h2 id="came-back" className="mb-3 text-pane font-semibold">
        What came back{" "}
        <span className="ml-1 text-ui font-normal text-ink-3">slips you met, and whether you have settled them</span>
      </h2>
      <ul className="grid border-t border-line-2 tablet:grid-cols-3">
        {home.cameBack.slice(0, 6).map((slip) => (
          <li
            key={`${slip.diagnosisId}-${slip.exercise.slug}`}
            className="flex gap-2.5 border-b border-line py-3 pr-4 tablet:px-4 tablet:first:pl-0"
          >
            {slip.settledOn === null ? (
              <Icon name="arrow-left" className="mt-0.5 text-bwd" />
            ) : (
              <Verdict state="correct" label="settled" className="mt-0.5" />
            )}
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere first-letter:uppercase">
                <Sentence text={slip.name} />
              </p>
              <p className="text-caption text-ink-2">
                <Link className="link" href={`/courses/${home.course.slug}/exercises/${slip.exercise.slug}`}>
                  {slip.exercise.title}
                </Link>
                {slip.settledOn === null
                  ? `, ${dayAndTime(slip.lastSeenAt, home.course.timeZone)}`
                  : `, settled on attempt ${slip.settledOn}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function News({ home }: { home: CourseHome }) {
  return (
    <section aria-labelledby="news" className="border-t border-line pt-5">
      <h2 id="news" className="mb-2 text-pane font-semibold">
        News
      </h2>
      {home.news.length === 0 ? (
        <p className="text-ink-3">Nothing new.</p>
      ) : (
        <ul className="flex flex-col gap-2.5">
          {home.news.slice(0, 5).map((notice) => (
            <li key={notice.id} className="flex items-baseline gap-2.5">
              <Icon name="pen" size={14} className={notice.read ? "text-ink-3" : "text-bwd"} />
              <span className="min-w-0 flex-1">
                {notice.submissionId ? (
                  <Link className="link" href={`/submissions/${notice.submissionId}`}>
                    {notice.text}
                  </Link>
                ) : (
                  notice.text
                )}
                <span className="block text-caption text-ink-3">
                  {dayAndTime(notice.createdAt, home.course.timeZone)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function JoinCode({ code }: { code: string }) {
  return (
    <section aria-label="Join code" className="rounded-box bg-sunken px-4 py-3">
      <p className="text-caption text-ink-3">Students join with the code</p>
      <p className="font-mono text-pane font-semibold">{code}</p>
    </section>
  );
}
