import type { CodeMarker, MarkedLine } from "#app/_components/fields/code-marks.ts";
import type { CheckReport, RunEnd } from "#lib/core/report.ts";
import { firstFinding } from "../_results/check-list.tsx";
import type { Shown } from "../_results/results-pane.tsx";

const markerOf = (run: RunEnd | null): readonly CodeMarker[] =>
  run?.at && run.status !== "ok" ? [{ line: run.at.line, column: run.at.column, message: run.message }] : [];

const checksOf = (shown: Shown): readonly CheckReport[] =>
  shown.kind === "run" ? shown.run.checks : shown.kind === "attempt" ? shown.part.checks : [];

/** Where a run or a hidden check stopped, as markers of the editor. */
export function markersOf(shown: Shown): readonly CodeMarker[] {
  const own = shown.kind === "run" ? markerOf(shown.run.part?.run ?? null) : [];
  const [first] = checksOf(shown).flatMap((check) => markerOf(check.run));
  return own.length > 0 ? own : first ? [first] : [];
}

/** The line that the first finding names, with the short name of the slip. */
export function markedOf(shown: Shown): MarkedLine | null {
  const first = firstFinding(checksOf(shown));
  return first?.diagnosis?.at ? { line: first.diagnosis.at.line, name: first.diagnosis.name } : null;
}
