import type { Metadata } from "next";
import { ButtonLink } from "#app/_components/base/button.tsx";
import { cx } from "#app/_components/base/cx.ts";
import { hintWords, points } from "#app/_components/base/format.ts";
import { Verdict } from "#app/_components/base/verdict.tsx";
import { dayAndClock } from "#app/_components/base/when.ts";
import { AnswerView } from "#app/_components/report/answer-view.tsx";
import { lineTitles, PartChecks } from "#app/_components/report/part-checks.tsx";
import { AppBar } from "#app/_components/shell/app-bar.tsx";
import { ReadoutStrip } from "#app/_components/shell/readout-strip.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { selectTheme } from "#app/_server/theme.ts";
import { type ReportView, reportView } from "#lib/platform/services/index.ts";
import { AttemptMatrix } from "./attempt-matrix.tsx";
import { Changes } from "./changes.tsx";
import { FromPeople } from "./from-people.tsx";
import { headline } from "./headline.ts";
import { OwnRun, trainedIn } from "./own-run.tsx";
import { Waiting } from "./waiting.tsx";

export const metadata: Metadata = { title: "Report" };

export default async function ReportPage({ params }: { params: Promise<{ submission: string }> }) {
  const { submission: id } = await params;
  const [actor, theme] = await Promise.all([selectActor(), selectTheme()]);
  const view = pageValue(await reportView(actor, { submissionId: id }), `/submissions/${id}`);
  const { course, exercise, submission } = view;
  const report = view.report ?? view.progress;
  const home = `/courses/${course.slug}`;
  const trained = report ? trainedIn(view, report) : [];
  const figures = trained.length > 0 ? <OwnRun view={view} trained={trained} /> : null;
  return (
    <div className="flex min-h-dvh flex-col">
      <AppBar
        path={[
          { label: course.title, href: home },
          { label: exercise.title, href: `${home}/exercises/${exercise.slug}` },
          { label: "Report" },
        ]}
        extra={
          <ButtonLink href={`${home}/exercises/${exercise.slug}`} className="max-tablet:hidden">
            Back to the exercise
          </ButtonLink>
        }
        theme={theme}
        person={actor ? { name: actor.name, email: actor.email } : null}
      />
      <main
        id="main"
        className={cx("mx-auto w-full flex-1 px-4 py-6 wide:px-8", figures ? "max-w-[1420px]" : "max-w-[1024px]")}
      >
        <Head view={view} />
        {view.report === null ? <Waiting submissionId={id} state={view.state} /> : null}
        {report ? (
          <div
            className={cx("mt-6 grid gap-x-10 gap-y-8", figures && "wide:grid-cols-[minmax(0,1fr)_minmax(0,440px)]")}
          >
            <div className="flex min-w-0 flex-col gap-8">
              {report.parts.map((part) => {
                const shown = exercise.parts.find((one) => one.id === part.id);
                return (
                  <section key={part.id} aria-labelledby={`part-${part.id}`}>
                    <h2 id={`part-${part.id}`} className="mb-2 flex items-baseline gap-3 text-pane font-semibold">
                      <span className="flex-1">{part.title}</span>
                      <span className="text-ui font-normal text-ink-2">
                        {hintsOf(view, part.id) ? `${hintsOf(view, part.id)} · ` : ""}
                        {points(view.effective?.parts.find((one) => one.partId === part.id)?.points ?? part.points)} of{" "}
                        {points(part.outOf)}
                      </span>
                    </h2>
                    <PartChecks
                      part={part}
                      answer={view.answer[part.id]}
                      titles={lineTitles(shown)}
                      effective={view.effective?.parts.find((one) => one.partId === part.id)}
                      overrides={view.overrides}
                    />
                    <FromPeople view={view} partId={part.id} />
                    {shown ? (
                      <details className="group mt-3">
                        <summary className="link inline-block">
                          {view.staff ? "The answer to this part" : "Your answer to this part"}
                        </summary>
                        <div className="mt-2">
                          <AnswerView part={shown} answer={view.answer[part.id]} report={part} />
                        </div>
                      </details>
                    ) : null}
                  </section>
                );
              })}
              <FromPeople view={view} partId={null} />
              <AttemptMatrix view={view} />
              <Changes
                attempts={view.history.map((one) => ({ number: one.number, answer: one.answer }))}
                parts={exercise.parts
                  .filter((part) => part.kind === "code")
                  .map((part) => ({ id: part.id, title: part.title }))}
                current={submission.attempt}
              />
            </div>
            {figures}
          </div>
        ) : null}
      </main>
      <ReadoutStrip
        left={[
          { label: "report", value: reportWords(view) },
          { label: "engine", value: submission.engine.slice(0, 8), mono: true },
          { label: "exercise", value: `${exercise.slug}@${submission.exerciseHash.slice(0, 4)}`, mono: true },
          { label: "variant", value: submission.variantSeed, mono: true },
        ]}
        right={[{ label: submission.counts ? "this attempt counts" : "another attempt counts" }]}
      />
    </div>
  );
}

function reportWords({ report, effective }: ReportView): string {
  if (!report) return "in progress";
  return effective?.verdict === "awaits-review" ? "waits for a person" : "final";
}

const hintsOf = (view: ReportView, part: string): string | null =>
  hintWords(view.effective?.parts.find(({ partId }) => partId === part)?.hintCost ?? 0);

function Head({ view }: { view: ReportView }) {
  const { submission, effective, course } = view;
  const zone = course.timeZone;
  return (
    <header className="grid items-start gap-x-10 gap-y-4 border-b border-line-2 pb-5 tablet:grid-cols-[auto_minmax(0,1fr)_auto]">
      <div>
        <p className="text-ui text-ink-3">
          Attempt {submission.attempt}
          {submission.of === null ? "" : ` of ${submission.of}`}
          {submission.counts ? ", the one that counts" : ""}
        </p>
        <h1 className="mt-1 flex items-center gap-3 text-score font-semibold">
          <Verdict state={effective?.verdict ?? (view.state === "dead" ? "ungradable" : "running")} size={26} />
          <span>
            {points(effective?.points ?? null)}{" "}
            <span className="font-normal text-ink-2">of {points(effective?.outOf ?? view.exercise.points)}</span>
            <span className="sr-only"> points, {view.exercise.title}</span>
          </span>
        </h1>
      </div>
      <p className="prose says max-w-[38rem] pt-5">{headline(view)}</p>
      <p className="text-ui text-ink-3 tablet:text-right">
        received {dayAndClock(submission.receivedAt, zone)}
        {submission.gradedIn === null
          ? ""
          : ` · graded in ${submission.gradedIn < 10_000 ? `${Math.round(submission.gradedIn)} ms` : `${Math.round(submission.gradedIn / 1000)} s`}`}
        <span className="block">
          receipt <code className="font-mono text-code text-ink">{submission.receipt}</code>
        </span>
        {submission.daysLate > 0 ? (
          <span className="block">
            {submission.daysLate} {submission.daysLate === 1 ? "day" : "days"} late
            {effective && effective.lateShare > 0 ? `, ${Math.round(effective.lateShare * 100)} % off` : ""}
          </span>
        ) : null}
        {effective && effective.hintCost > 0 ? (
          <span className="block">hints cost {points(effective.hintCost)}</span>
        ) : null}
        {view.solutionAvailable ? (
          <a className="link block" href={`/courses/${course.slug}/exercises/${view.exercise.slug}/solution`}>
            See the solution
          </a>
        ) : null}
      </p>
    </header>
  );
}
