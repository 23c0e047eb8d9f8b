import Link from "next/link";
import { points } from "#app/_components/base/format.ts";
import type { PartReport } from "#lib/core/report.ts";
import { pointsWords } from "./_state/parts.ts";
import { rightCount } from "./_state/sheet-reading.ts";

/** At the right of the tabs of a sheet: how many fields are right and what that is worth. */
export function SheetSummary({
  report,
  submissionId,
  running,
  points: outOf,
}: {
  report: PartReport | null;
  /** Whose report it is; null in a preview, which keeps none. */
  submissionId: string | null;
  running: boolean;
  points: number;
}) {
  if (running) return <span className="shrink-0 text-caption text-ink-2">being graded</span>;
  if (!report?.answered) return <span className="shrink-0 text-caption text-ink-3">{pointsWords(outOf)}</span>;
  const fields = rightCount(report);
  return (
    <span className="flex shrink-0 items-baseline gap-x-2 text-right text-caption text-ink-2">
      <span>
        {fields ? <span className="max-tablet:hidden">{`${fields.right} of ${fields.of} fields right · `}</span> : null}
        {report.points === null ? "waits for a person" : `${points(report.points)} of ${points(report.outOf)} points`}
      </span>
      {submissionId ? (
        <Link className="link" href={`/submissions/${submissionId}`}>
          Report
        </Link>
      ) : null}
    </span>
  );
}
