import { cx } from "#app/_components/base/cx.ts";
import { pointsWords } from "#app/_components/base/format.ts";
import { TabRow } from "#app/_components/base/tabs.tsx";
import type { PartReport } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import { letterOf, partState } from "./_state/parts.ts";
import type { Graded } from "./_state/use-submission.ts";
import { SheetSummary } from "./sheet-summary.tsx";

/** The two bars above the panes: what is on the left, and the parts with how they stand. */
export function ExerciseHead({
  part,
  parts,
  layout,
  seed,
  graded,
  report,
  running,
}: {
  readonly part: PublicPart;
  readonly parts: readonly PublicPart[];
  readonly layout: "code" | "sheet";
  readonly seed: string;
  readonly graded: Graded | null;
  readonly report: PartReport | null;
  readonly running: boolean;
}) {
  return (
    <>
      <div data-area="head" className="h-10 items-center justify-between gap-3 border-b border-line bg-surface px-4">
        <span className="font-semibold">{part.kind === "worksheet" ? "Your variant" : "Exercise"}</span>
        <span className="text-caption text-ink-3">
          {part.kind === "worksheet" ? `seed ${seed}` : pointsWords(part.points)}
        </span>
      </div>
      <div
        data-area="tabs"
        className="flex h-12 items-center justify-between gap-3 border-b border-line bg-surface px-3 tablet:h-10"
      >
        <TabRow
          label="Parts"
          tabs={parts.map((each, index) => ({
            id: each.id,
            label: `${letterOf(index)} ${each.title}`,
            short: letterOf(index),
            verdict: partState(graded?.report ?? null, each.id),
          }))}
        />
        {layout === "sheet" ? (
          <SheetSummary
            report={report}
            effective={graded?.effective?.parts.find(({ partId }) => partId === part.id) ?? null}
            submissionId={graded?.submissionId ?? null}
            running={running}
            points={part.points}
          />
        ) : (
          <span className={cx("shrink-0 text-caption text-ink-3", parts.length === 1 && "tablet:hidden")}>
            {pointsWords(part.points)}
          </span>
        )}
      </div>
    </>
  );
}
