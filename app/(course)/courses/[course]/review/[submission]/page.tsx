import type { Metadata } from "next";
import { ButtonLink, Framed } from "#app/_components/base/button.tsx";
import { points } from "#app/_components/base/format.ts";
import { Sentence } from "#app/_components/base/tex.tsx";
import { dayAndTime } from "#app/_components/base/when.ts";
import { TickRuler } from "#app/_components/figures/tick-ruler.tsx";
import { AnswerView } from "#app/_components/report/answer-view.tsx";
import { lineTitles, PartChecks } from "#app/_components/report/part-checks.tsx";
import { AppBar } from "#app/_components/shell/app-bar.tsx";
import { ReadoutStrip } from "#app/_components/shell/readout-strip.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { selectTheme } from "#app/_server/theme.ts";
import { FromPeople } from "#app/submissions/[submission]/from-people.tsx";
import { type ReviewView, reviewView } from "#lib/platform/services/index.ts";
import { NextForm } from "../next-form.tsx";
import { CommentForm } from "./comment-form.tsx";
import { OverrideForm } from "./override-form.tsx";
import { ReviewKeys } from "./review-keys.tsx";
import { RubricPane } from "./rubric-pane.tsx";
import { StaffFacts } from "./staff-facts.tsx";

export const metadata: Metadata = { title: "Review an answer" };

export default async function ReviewAnswerPage({
  params,
}: {
  params: Promise<{ course: string; submission: string }>;
}) {
  const { course: slug, submission: id } = await params;
  const here = `/courses/${slug}/review/${id}`;
  const [actor, theme] = await Promise.all([selectActor(), selectTheme()]);
  const keep = `${actor?.userId ?? "visitor"}/${id}`;
  const view = pageValue(await reviewView(actor, { submissionId: id }), here);
  const report = view.report ?? view.progress;
  const queue = `/courses/${slug}/review`;
  return (
    <div className="flex min-h-dvh flex-col wide:h-dvh">
      <AppBar
        path={[
          { label: view.course.title, href: `/courses/${slug}` },
          { label: "Review", href: queue },
          { label: view.label },
        ]}
        extra={<Progress view={view} />}
        theme={theme}
        person={actor ? { name: actor.name, email: actor.email } : null}
      />
      <ReviewKeys previous={view.previousId ? `${queue}/${view.previousId}` : null} />
      <main id="main" className="grid min-h-0 flex-1 wide:grid-cols-[minmax(0,1fr)_428px]">
        <section aria-label="Answer" className="flex min-h-0 min-w-0 flex-col border-line wide:border-r">
          <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-line bg-surface px-4 py-1.5">
            <h1 className="font-semibold">{view.label}</h1>
            {view.anonymous ? <Framed>anonymous</Framed> : null}
            <Framed>
              attempt {view.submission.attempt}
              {view.submission.of === null ? "" : ` of ${view.submission.of}`}
            </Framed>
            {view.rubric.length > 0 ? (
              <a className="link text-caption wide:hidden" href="#marks">
                To the marks
              </a>
            ) : null}
            {view.openBy ? <span className="text-caption text-part">{view.openBy} has it open too</span> : null}
            <span className="ml-auto text-caption text-ink-3">
              received {dayAndTime(view.submission.receivedAt, view.course.timeZone)}
            </span>
          </div>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
            tabIndex={0}
            aria-label="Parts of the answer"
            className="scroll-quiet flex min-h-0 flex-1 flex-col gap-9 overflow-auto px-5 py-5 wide:px-8"
          >
            {view.exercise.parts.map((part) => {
              const seen = report?.parts.find((one) => one.id === part.id) ?? null;
              const rubric = view.rubric.find((one) => one.partId === part.id);
              return (
                <article key={part.id} aria-labelledby={`review-${part.id}`} className="flex flex-col gap-3">
                  <h2 id={`review-${part.id}`} className="flex items-baseline gap-3 text-pane font-semibold">
                    <span className="flex-1">{part.title}</span>
                    <span className="text-ui font-normal text-ink-2">
                      {points(view.effective?.parts.find((one) => one.partId === part.id)?.points ?? null)} of{" "}
                      {points(part.points)}
                    </span>
                  </h2>
                  {rubric ? (
                    <div className="border-b border-line pb-3">
                      <p className="text-caption text-ink-3">The question</p>
                      <p className="prose next">
                        <Sentence text={rubric.question} />
                      </p>
                    </div>
                  ) : null}
                  <AnswerView part={part} answer={view.answer[part.id]} report={seen} />
                  {seen && part.kind !== "text" ? (
                    <PartChecks
                      part={seen}
                      answer={view.answer[part.id]}
                      titles={lineTitles(part)}
                      effective={view.effective?.parts.find((one) => one.partId === part.id)}
                      overrides={view.overrides}
                      tools={(check) => (
                        <>
                          <StaffFacts secret={view.staff?.secret?.[`${part.id}/${check.id}`] ?? null} />
                          <OverrideForm
                            submissionId={id}
                            here={here}
                            partId={part.id}
                            keep={keep}
                            timeZone={view.course.timeZone}
                            check={{ id: check.id, title: check.title, points: check.points, outOf: check.outOf }}
                            active={
                              view.overrides.find(
                                (one) => one.partId === part.id && one.checkId === check.id && one.withdrawn === null,
                              ) ?? null
                            }
                          />
                        </>
                      )}
                    />
                  ) : null}
                  <FromPeople view={view} partId={part.id} marks={false} />
                </article>
              );
            })}
            <FromPeople view={view} partId={null} />
          </section>
          <div className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface px-4 py-2.5">
            {view.previousId ? (
              <ButtonLink icon="arrow-left" href={`${queue}/${view.previousId}`} aria-keyshortcuts="K">
                Previous
              </ButtonLink>
            ) : null}
            {view.nextId ? (
              <NextForm here={here} after={id}>
                Next
              </NextForm>
            ) : (
              <ButtonLink icon="arrow-left" href={queue}>
                Back to the list
              </ButtonLink>
            )}
            <span className="ml-auto text-caption text-ink-3">
              {points(view.effective?.points ?? null)} of {points(view.exercise.points)} points so far
            </span>
          </div>
        </section>
        <section
          id="marks"
          aria-label="Marks and comments"
          className="scroll-quiet flex min-h-0 flex-col overflow-auto bg-surface max-wide:border-t max-wide:border-line"
        >
          {view.rubric.map((rubric) => (
            <RubricPane
              key={rubric.partId}
              submissionId={id}
              here={here}
              rubric={rubric}
              keep={keep}
              classSoFar={view.classSoFar}
            />
          ))}
          <CommentForm
            submissionId={id}
            here={here}
            keep={keep}
            parts={view.exercise.parts.map((part) => ({ id: part.id, title: part.title }))}
          />
        </section>
      </main>
      <ReadoutStrip
        left={[
          { label: view.exercise.title },
          { label: "engine", value: view.submission.engine.slice(0, 8), mono: true },
          { label: "hidden seed", value: view.staff?.seeds?.hidden.slice(0, 8) ?? "–", mono: true },
        ]}
        right={[{ label: "J next, K previous, 1–9 rubric, C comment" }]}
      />
    </div>
  );
}

function Progress({ view }: { view: ReviewView }) {
  if (view.toMark === 0) return null;
  return (
    <span className="hidden items-center gap-3 tablet:flex">
      <span>
        <b className="font-semibold">{view.marked}</b> <span className="text-ink-2">of {view.toMark} marked</span>
      </span>
      <span className="w-40">
        <TickRuler
          value={view.marked}
          of={view.toMark}
          ticks={Math.min(10, view.toMark)}
          label={`${view.marked} of ${view.toMark} marked`}
        />
      </span>
    </span>
  );
}
