import { initials, points, pointsWords } from "#app/_components/base/format.ts";
import { Paragraphs } from "#app/_components/base/tex.tsx";
import { dayAndTime } from "#app/_components/base/when.ts";
import { RubricRow } from "#app/_components/report/rubric-row.tsx";
import type { ReportView } from "#lib/platform/services/index.ts";

/** What people did with a part: rubric marks, overrides that were taken back, comments. `partId` null: with the whole answer. */
export function FromPeople({
  view,
  partId,
  marks = true,
}: {
  view: ReportView;
  partId: string | null;
  /** Whether rubric marks are shown; where they are made they stand already. */
  marks?: boolean;
}) {
  const rubric = marks && view.rubric.find((one) => one.partId === partId && one.markedAt !== null);
  const comments = view.comments.filter((one) => one.partId === partId);
  const withdrawn = view.overrides.filter((one) => one.partId === partId && one.withdrawn !== null);
  if (!rubric && comments.length === 0 && withdrawn.length === 0) return null;
  const zone = view.course.timeZone;
  return (
    <div className="mt-3 flex flex-col gap-3">
      {rubric ? (
        <section aria-label="Marked by rubric" className="border border-line bg-surface">
          <p className="border-b border-line px-4 py-2 text-ui text-ink-2">
            Marked by {rubric.markedBy}
            {rubric.markedAt ? `, ${dayAndTime(rubric.markedAt, zone)}` : ""}:{" "}
            <b className="font-semibold text-ink">{points(rubric.points)}</b> of {points(rubric.outOf)}
          </p>
          {rubric.items.map((item) => (
            <RubricRow key={item.id} item={item} applied={item.applied === true} />
          ))}
        </section>
      ) : null}
      {withdrawn.map((one) => (
        <p key={one.id} className="text-caption text-ink-3">
          {one.by} had set a check to {pointsWords(one.points)} ({one.reason});{" "}
          {one.withdrawn?.replaced ? "replaced" : "taken back"} by {one.withdrawn?.by}
          {one.withdrawn ? `, ${dayAndTime(one.withdrawn.at, zone)}` : ""}.
        </p>
      ))}
      {comments.map((comment) => (
        <article key={comment.id} className="flex gap-3" aria-label={`Comment by ${comment.by}`}>
          <span
            aria-hidden="true"
            className="inline-flex size-7 shrink-0 items-center justify-center rounded-[50%] bg-sunken text-tag font-semibold text-ink-2"
          >
            {initials(comment.by)}
          </span>
          <div className="back-rule min-w-0 flex-1 bg-surface px-3.5 py-2">
            <p className="text-caption text-ink-3">
              {comment.by}, {dayAndTime(comment.at, zone)}
            </p>
            {comment.quote ? (
              <blockquote className="prose next border-l border-line-strong pl-3 italic">{comment.quote}</blockquote>
            ) : null}
            <div className="prose statement">
              <Paragraphs text={comment.body} />
            </div>
          </div>
        </article>
      ))}
    </div>
  );
}
