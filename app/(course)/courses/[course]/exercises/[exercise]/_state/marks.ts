import { shapeText } from "#app/_components/base/format.ts";
import type { CodeMarker, MarkedLine, ShapeHint } from "#app/_components/fields/code-marks.ts";
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

/** The line that the first finding names, with the short name of the slip, or the line where its trace first goes off; a helper that was given the wrong thing is not marked. */
export function markedOf(shown: Shown): MarkedLine | null {
  const first = firstFinding(checksOf(shown));
  if (first?.diagnosis?.at) return { line: first.diagnosis.at.line, name: first.diagnosis.name };
  const off = first?.trace?.chain.find(({ state, given }) => state === "first-off" && given !== true)?.at;
  return off ? { line: off.line, name: "first goes off here" } : null;
}

/** Shapes of the named values of a trace, at the ends of their lines. */
export function hintsOf(shown: Shown): readonly ShapeHint[] {
  const trace = checksOf(shown).find((check) => check.trace)?.trace;
  const byLine = new Map<number, string>();
  for (const { name, at, output } of trace?.steps ?? [])
    if (name !== null && at !== null) byLine.set(at.line, `${name} ${shapeText(output.shape)}`);
  return [...byLine].map(([line, shape]) => ({ line, shape }));
}
