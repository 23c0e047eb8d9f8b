import { ButtonLink } from "#app/_components/base/button.tsx";
import { points } from "#app/_components/base/format.ts";
import { Sentence } from "#app/_components/base/tex.tsx";
import { dayAndTime } from "#app/_components/base/when.ts";
import type { ContinueView, CourseRef } from "#lib/platform/services/index.ts";
import { SmallHeat } from "./small-heat.tsx";

/** Where the person stopped, in the state it was left in. */
export function ContinuePanel({ course, left }: { course: CourseRef; left: ContinueView }) {
  const { exercise, part, attempt } = left;
  const goOn = left.line === null ? "Continue" : `Continue at line ${left.line}`;
  const facts = [
    `draft saved, version ${left.draftVersion}`,
    attempt
      ? `attempt ${attempt.number}${attempt.of === null ? "" : ` of ${attempt.of}`} scored ${points(attempt.points)} of ${points(attempt.outOf)}`
      : null,
  ].filter((fact) => fact !== null);
  return (
    <section aria-label="Continue" className="flex flex-wrap gap-6 rounded-panel border border-line bg-surface p-5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="text-caption text-ink-3">Where you stopped, {dayAndTime(left.savedAt, course.timeZone)}</p>
        <h2 className="mt-0.5 text-page font-semibold tracking-[-0.018em]">
          {exercise.title}
          {part ? `, ${part.title}` : ""}
        </h2>
        {left.sentence ? (
          <p className="prose next mt-1">
            <Sentence text={left.sentence} />
          </p>
        ) : null}
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <ButtonLink
            kind="primary"
            iconAfter="arrow-right"
            href={`/courses/${course.slug}/exercises/${exercise.slug}${part ? `?part=${part.id}` : ""}`}
          >
            {goOn}
          </ButtonLink>
          <span className="text-caption text-ink-3">{facts.join("; ")}</span>
        </div>
      </div>
      {left.tensors.length > 0 ? <SmallHeat tensors={left.tensors} /> : null}
    </section>
  );
}
