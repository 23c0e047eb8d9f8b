import Link from "next/link";
import { hintWords, points, pointsWords } from "#app/_components/base/format.ts";
import type { PartReport } from "#lib/core/report.ts";
import type { EffectivePart } from "#lib/platform/services/index.ts";
import { rightCount } from "./_state/sheet-reading.ts";

/** At the right of the tabs of a sheet: how many fields are right and what that is worth. */
export function SheetSummary({
  report,
  effective,
  submissionId,
  running,
  points: outOf,
}: {
  report: PartReport | null;
  /** With what hints took and people gave. */
  effective: EffectivePart | null;
  /** Whose report it is; null in a preview, which keeps none. */
  submissionId: string | null;
  running: boolean;
  points: number;
}) {
  if (running) return <span className="shrink-0 text-caption text-ink-2">being graded</span>;
  if (!report?.answered) return <span className="shrink-0 text-caption text-ink-3">{pointsWords(outOf)}</span>;
  const fields = rightCount(report);
  const earned = effective ? effective.points : report.points;
  const changed = effective?.checks.filter(({ overridden }) => overridden).length ?? 0;
  const hint = hintWords(effective?.hintCost ?? 0)?.toLowerCase();
  return (
    <span className="flex shrink-0 items-baseline gap-x-2 text-right text-caption text-ink-2">
      <span>
        {fields ? <span className="max-tablet:hidden">{`${fields.right} of ${fields.of} fields right · `}</span> : null}
        {earned === null ? "waits for a person" : `${points(earned)} of ${pointsWords(report.outOf)}`}
        {hint ? ` (${hint})` : null}
        {changed > 0 ? ` · ${changed} changed by a person` : null}
      </span>
      {submissionId ? (
        <Link className="link" href={`/submissions/${submissionId}`}>
          Report
        </Link>
      ) : null}
    </span>
  );
}
