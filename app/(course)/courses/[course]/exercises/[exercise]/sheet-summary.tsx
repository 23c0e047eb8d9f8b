import { points } from "#app/_components/base/format.ts";
import type { PartReport } from "#lib/core/report.ts";
import { pointsWords } from "./_state/parts.ts";
import { rightCount } from "./_state/sheet-reading.ts";

/** At the right of the tabs of a sheet: how many fields are right and what that is worth. */
export function SheetSummary({
  report,
  running,
  points: outOf,
}: {
  report: PartReport | null;
  running: boolean;
  points: number;
}) {
  if (running) return <span className="shrink-0 text-caption text-ink-2">being graded</span>;
  if (!report?.answered) return <span className="shrink-0 text-caption text-ink-3">{pointsWords(outOf)}</span>;
  const fields = rightCount(report);
  return (
    <span className="shrink-0 text-right text-caption text-ink-2">
      {fields ? <span className="max-tablet:hidden">{`${fields.right} of ${fields.of} fields right · `}</span> : null}
      {report.points === null ? "waits for a person" : `${points(report.points)} of ${points(report.outOf)} points`}
    </span>
  );
}
