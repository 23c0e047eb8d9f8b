import type { PartAnswer } from "#lib/core/answer.ts";
import type { CheckReport, PartReport, SecretEvidence, Verdict } from "#lib/core/report.ts";
import type { Runner } from "#lib/core/runner.ts";
import { type Exercise, feedbackOn, type Part, type PartKind, type Variant } from "../exercise/index.ts";

/** A check with what only the stored report holds. */
export type Checked = { readonly report: CheckReport; readonly secret: SecretEvidence; readonly replayable: boolean };

export type PartContext<K extends PartKind = PartKind> = {
  readonly exercise: Exercise;
  readonly part: Extract<Part, { kind: K }>;
  readonly variant: Variant;
  readonly answer: Extract<PartAnswer, { kind: K }> | null;
  readonly runner: Runner;
  /** Where hidden cases and points are drawn from; another one for every part. */
  readonly seed: string;
  /** Whether the report says why a check does not hold. */
  readonly diagnose: boolean;
  readonly onCheck: (check: CheckReport) => void;
};

export type PartGraded = {
  readonly checks: readonly Checked[];
  readonly console: readonly string[];
  readonly answered: boolean;
};

/** One row per part kind. */
export type PartGrader<K extends PartKind> = (context: PartContext<K>) => Promise<PartGraded>;

export const noSecret: SecretEvidence = {
  inputs: null,
  expected: null,
  fingerprint: null,
  probe: null,
  run: null,
};

/** Points in hundredths, so that sums of thirds stay readable. */
export const roundPoints = (points: number): number => Math.round(points * 100) / 100;

/** A check's verdict and points from its score. */
export function scored(score: number, outOf: number): Pick<CheckReport, "verdict" | "score" | "points" | "outOf"> {
  const verdict: Verdict = score >= 1 ? "correct" : score <= 0 ? "incorrect" : "partial";
  return { verdict, score, points: roundPoints(score * outOf), outOf };
}

/** Correct where all is, incorrect where nothing is; what waits for a person makes the whole wait. */
export function verdictOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("ungradable")) return "ungradable";
  if (verdicts.includes("awaits-review")) return "awaits-review";
  if (verdicts.every((one) => one === "correct")) return "correct";
  return verdicts.every((one) => one === "incorrect") ? "incorrect" : "partial";
}

export function partReport(part: Part, { checks, console, answered }: PartGraded): PartReport {
  const reports = checks.map(({ report }) => report);
  const points = reports.reduce((sum, one) => sum + (one.points ?? 0), 0);
  const verdict = verdictOf(reports.map((one) => one.verdict));
  const feedback = answered ? feedbackOn(part, verdict) : null;
  return {
    id: part.id,
    kind: part.kind,
    title: part.title,
    verdict,
    points: reports.every((one) => one.points === null) ? null : roundPoints(points),
    outOf: roundPoints(reports.reduce((sum, one) => sum + one.outOf, 0)),
    checks: reports,
    answered,
    ...(feedback === null ? {} : { feedback }),
    console,
  };
}
