import type { CheckReport, PartReport, StudentReport, Verdict } from "#lib/core/report.ts";

/** The little of a report that points depend on. Every report is one. */
export type Graded = Pick<StudentReport, "verdict"> & {
  readonly parts: readonly (Pick<PartReport, "id" | "points" | "outOf" | "verdict"> & {
    readonly checks: readonly Pick<CheckReport, "id" | "kind" | "points" | "outOf" | "verdict">[];
  })[];
};

/** Points after what people did: rubric marks, overrides, hints, lateness. */
export type EffectivePoints = {
  /** Null is blank: nothing of it is known yet, or it could not be graded. In hundredths. */
  readonly points: number | null;
  readonly outOf: number;
  readonly verdict: Verdict;
  /** Before hints and the late rule. */
  readonly raw: number | null;
  /** What the opened hints took, at most what their parts had. */
  readonly hintCost: number;
  /** Share taken by the late rule, 0–1. */
  readonly lateShare: number;
  readonly parts: readonly EffectivePart[];
};

export type EffectivePart = {
  readonly partId: string;
  /** After hints, before the late rule. */
  readonly points: number | null;
  /** What the opened hints took of it. */
  readonly hintCost: number;
  readonly outOf: number;
  readonly verdict: Verdict;
  readonly checks: readonly EffectiveCheck[];
};

export type EffectiveCheck = {
  readonly checkId: string;
  readonly points: number | null;
  readonly outOf: number;
  readonly verdict: Verdict;
  readonly overridden: boolean;
};

export type Mark = { readonly partId: string; readonly applied: boolean; readonly points: number };
export type StandingOverride = { readonly partId: string; readonly checkId: string; readonly points: number };
export type HintPrice = { readonly partId: string; readonly cost: number };

/** What people added to a report. `overrides` are those that were not withdrawn; `hints` those opened before it was handed in. */
export type Additions = {
  readonly marks: readonly Mark[];
  readonly overrides: readonly StandingOverride[];
  readonly hints: readonly HintPrice[];
  readonly lateShare: number;
};

/**
 * Points of a part: the grader's, each overridden check exchanged for a person's; for prose the sum of the applied rubric items.
 * Kept within 0 and the part's worth. Then hints are paid, part by part, and the late rule takes its share of the sum.
 */
export function effectivePoints(report: Graded, added: Additions): EffectivePoints {
  const outOf = sum(report.parts.map((part) => part.outOf));
  const ungradable = report.verdict === "ungradable" && added.overrides.length === 0;
  const before = report.parts.map((part) => partPoints(part, added));
  const parts = before.map((part) => {
    const points = paid(part, added.hints);
    return { ...part, points, hintCost: (part.points ?? 0) - (points ?? 0) };
  });
  const known = (list: readonly EffectivePart[]) => list.flatMap(({ points }) => (points === null ? [] : [points]));
  const blank = ungradable || known(before).length === 0;
  const raw = sum(known(before));
  const afterHints = sum(known(parts));
  return {
    points: blank ? null : Math.round(afterHints * (1 - added.lateShare) * 100) / 100,
    outOf,
    verdict: ungradable ? "ungradable" : overall(report.verdict, before, raw, outOf, added),
    raw: blank ? null : raw,
    hintCost: blank ? 0 : raw - afterHints,
    lateShare: added.lateShare,
    parts,
  };
}

function partPoints(part: Graded["parts"][number], { marks, overrides }: Additions): EffectivePart {
  const marked = marks.filter(({ partId }) => partId === part.id);
  const own = overrides.filter(({ partId }) => partId === part.id);
  const byRubric = marked.length > 0 ? clamp(sum(marked.map((m) => (m.applied ? m.points : 0))), part.outOf) : null;
  const checks = part.checks.map((check): EffectiveCheck => {
    const override = own.find(({ checkId }) => checkId === check.id);
    const graded = check.kind === "rubric" && byRubric !== null ? clamp(byRubric, check.outOf) : check.points;
    const points = override ? clamp(override.points, check.outOf) : graded;
    const changed = override !== undefined || graded !== check.points;
    const verdict = changed && points !== null ? verdictOf(points, check.outOf) : check.verdict;
    return { checkId: check.id, points, outOf: check.outOf, verdict, overridden: override !== undefined };
  });
  const change = sum(part.checks.map((check, i) => (checks[i]?.points ?? 0) - (check.points ?? 0)));
  const pending = checks.some(({ points }) => points === null);
  const untouched = byRubric === null && own.length === 0;
  const points = untouched ? part.points : pending ? null : clamp((part.points ?? 0) + change, part.outOf);
  const verdict = untouched || points === null ? part.verdict : verdictOf(points, part.outOf);
  return { partId: part.id, points, hintCost: 0, outOf: part.outOf, verdict, checks };
}

function paid(part: EffectivePart, hints: readonly HintPrice[]): number | null {
  if (part.points === null) return null;
  return Math.max(0, part.points - sum(hints.filter((h) => h.partId === part.partId).map((h) => h.cost)));
}

function overall(
  graded: Verdict,
  parts: readonly EffectivePart[],
  raw: number,
  outOf: number,
  { marks, overrides }: Additions,
): Verdict {
  if (parts.some(({ points }) => points === null)) return "awaits-review";
  return marks.length === 0 && overrides.length === 0 ? graded : verdictOf(raw, outOf);
}

/** All points are correct, none is incorrect, anything between is partial. */
export function verdictOf(points: number, outOf: number): Verdict {
  if (points >= outOf - 1e-9) return "correct";
  return points <= 1e-9 ? "incorrect" : "partial";
}

const clamp = (points: number, outOf: number): number => Math.min(outOf, Math.max(0, points));
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
