import type { StudentReport } from "#lib/core/report.ts";
import type { EffectivePoints } from "#lib/platform/services/index.ts";

/** A report with the verdicts and points that count, after marks and overrides, so that rows, fields and tabs say what the score says. */
export function asCounted(report: StudentReport, effective: EffectivePoints | null): StudentReport {
  if (effective === null) return report;
  const parts = report.parts.map((part) => {
    const counted = effective.parts.find(({ partId }) => partId === part.id);
    if (!counted) return part;
    const checks = part.checks.map((check) => {
      const one = counted.checks.find(({ checkId }) => checkId === check.id);
      return one ? { ...check, verdict: one.verdict, points: one.points } : check;
    });
    return { ...part, verdict: counted.verdict, checks };
  });
  return { ...report, verdict: effective.verdict, parts };
}
