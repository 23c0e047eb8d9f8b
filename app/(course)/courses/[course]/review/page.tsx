import type { Metadata } from "next";
import Link from "next/link";
import { cx } from "#app/_components/base/cx.ts";
import { EmptyState } from "#app/_components/base/empty-state.tsx";
import { points } from "#app/_components/base/format.ts";
import { cell, Row, Table } from "#app/_components/base/table.tsx";
import { Verdict } from "#app/_components/base/verdict.tsx";
import { dayAndTime } from "#app/_components/base/when.ts";
import { TickRuler } from "#app/_components/figures/tick-ruler.tsx";
import { selectActor } from "#app/_server/actor.ts";
import { pageValue } from "#app/_server/answered.ts";
import { type ReviewQueue, type ReviewRow, reviewQueue } from "#lib/platform/services/index.ts";
import { CourseBar } from "../_parts/course-bar.tsx";
import { NextForm } from "./next-form.tsx";

export const metadata: Metadata = { title: "Review" };

const reasons: { readonly [why in ReviewRow["why"]]: string } = {
  "awaits-review": "prose to mark",
  killed: "stopped by the clock twice",
  ungradable: "could not be graded",
  graded: "graded",
};

export default async function ReviewPage({ params }: { params: Promise<{ course: string }> }) {
  const { course: slug } = await params;
  const queue = pageValue(await reviewQueue(await selectActor(), { course: slug }), `/courses/${slug}/review`);
  const free = queue.waiting.some(({ openBy }) => openBy === null);
  return (
    <div className="flex min-h-dvh flex-col">
      <CourseBar course={queue.course} tab="review" path={[{ label: "Review" }]} />
      <main id="main" className="mx-auto flex w-full max-w-[1024px] flex-col gap-8 px-4 py-7">
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <h1 className="text-page font-semibold tracking-[-0.018em]">Review</h1>
          <div className="min-w-40 flex-1">
            <TickRuler
              value={queue.marked}
              of={queue.toMark}
              ticks={Math.min(12, Math.max(1, queue.toMark))}
              label={`${queue.marked} of ${queue.toMark} marked`}
            />
          </div>
          <span className="text-ink-2">
            <b className="font-semibold text-ink">{queue.marked}</b> of {queue.toMark} marked
          </span>
          {free ? (
            <NextForm primary here={`/courses/${slug}/review`}>
              Next answer
            </NextForm>
          ) : null}
        </div>
        <section aria-labelledby="waiting">
          <h2 id="waiting" className="mb-2 text-pane font-semibold">
            Waiting for a person <span className="ml-1 text-ui font-normal text-ink-3">oldest first</span>
          </h2>
          {queue.waiting.length === 0 ? (
            <EmptyState>No answer waits for you.</EmptyState>
          ) : (
            <Rows label="Answers that wait" queue={queue} rows={queue.waiting} />
          )}
        </section>
        <section aria-labelledby="recent">
          <h2 id="recent" className="mb-2 text-pane font-semibold">
            Graded <span className="ml-1 text-ui font-normal text-ink-3">newest first</span>
          </h2>
          {queue.recent.length === 0 ? (
            <EmptyState>No answer was graded yet.</EmptyState>
          ) : (
            <Rows label="Answers that were graded" queue={queue} rows={queue.recent} />
          )}
        </section>
      </main>
    </div>
  );
}

const columns = [
  { head: "Answer" },
  { head: "Exercise" },
  { head: "Why" },
  { head: "Received" },
  { head: "Points so far", right: true },
];

function Rows({ label, queue, rows }: { label: string; queue: ReviewQueue; rows: readonly ReviewRow[] }) {
  return (
    <Table label={label} columns={columns} className="min-w-[620px]">
      {rows.map((row) => (
        <Row
          key={row.submissionId}
          className="hover:bg-sunken"
          head={
            <Link
              className="link inline-flex items-center gap-2"
              href={`/courses/${queue.course.slug}/review/${row.submissionId}`}
            >
              <Verdict state={row.verdict ?? "running"} size={13} label="" />
              {row.label}
            </Link>
          }
        >
          <td className={cell}>
            {row.exercise.title} <span className="text-caption text-ink-3">attempt {row.attempt}</span>
          </td>
          <td className={cx(cell, "text-ink-2")}>
            {reasons[row.why]}
            {row.openBy ? <span className="block text-caption text-ink-3">{row.openBy} has it open</span> : null}
          </td>
          <td className={cx(cell, "text-ink-2")}>{dayAndTime(row.receivedAt, queue.course.timeZone)}</td>
          <td className={cx(cell, "text-right")}>
            {points(row.points)} / {points(row.outOf)}
          </td>
        </Row>
      ))}
    </Table>
  );
}
