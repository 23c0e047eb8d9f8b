import type { Answer, PartAnswer } from "#lib/core/answer.ts";
import type { PartReport } from "#lib/core/report.ts";
import type { Runner } from "#lib/core/runner.ts";
import type { CheckKind, Exercise, Part, Variant } from "#lib/grading/exercise/index.ts";
import { grade } from "#lib/grading/grader/index.ts";
import type { Seen } from "./finding.ts";

export type Proving<K extends Part["kind"] = Part["kind"]> = {
  readonly exercise: Exercise;
  readonly part: Extract<Part, { kind: K }>;
  readonly runner: Runner;
  readonly variants: readonly Variant[];
};

type Place = Pick<Proving, "exercise" | "runner"> & { readonly part: { readonly id: string } };

/** How one part of an answer is graded, under one variant and one hidden seed. */
export async function gradePart(
  { exercise, part, runner }: Place,
  answer: PartAnswer,
  variant: Variant,
  hiddenSeed: string,
  without: readonly CheckKind[] = [],
  diagnose = true,
): Promise<PartReport> {
  const answers: Answer = { [part.id]: answer };
  const report = await grade(exercise, variant, answers, runner, { hiddenSeed, parts: [part.id], without, diagnose });
  return report.parts[0] as PartReport;
}

/** A line per check that does not hold, for the author. */
export const offWords = (report: PartReport): string =>
  report.checks
    .filter(({ verdict }) => verdict !== "correct")
    .map(({ id, message }) => `${id}: ${message}`)
    .join(" ");

/** Complaints about a report that should have full marks. */
export const notFull = (report: PartReport, where: string): string[] =>
  report.verdict === "correct" ? [] : [`${where}: ${report.points} of ${report.outOf} points. ${offWords(report)}`];

type Declared = {
  readonly id: string;
  readonly verdict: "correct" | "partial" | "incorrect";
  readonly score?: readonly [number, number] | undefined;
  readonly fails?: readonly string[] | undefined;
  readonly diagnosis?: unknown;
};

/**
 * Complaints about what a known mistake got, against what it declares: verdict, score, checks that must not hold, diagnosis. Verdict
 * and score can be compared only where the report is `whole`.
 */
export function notAsDeclared(mistake: Declared, report: PartReport, where: string, whole = true): string[] {
  const complaints: string[] = [];
  if (whole && report.verdict !== mistake.verdict)
    complaints.push(`${where}: the verdict is ${report.verdict}, ${mistake.verdict} was declared.`);
  const score = (report.points ?? 0) / report.outOf;
  const [lo, hi] = mistake.score ?? [0, 1];
  if (whole && (score < lo || score > hi))
    complaints.push(`${where}: the score is ${score.toFixed(3)}, between ${lo} and ${hi} was declared.`);
  const held = report.checks.filter(({ verdict }) => verdict === "correct").map(({ id }) => id);
  const seen = report.checks.map(({ id }) => id);
  const escaped = (mistake.fails ?? []).filter((id) => seen.includes(id) && held.includes(id));
  if (escaped.length > 0)
    complaints.push(`${where}: ${escaped.join(", ")} hold${escaped.length === 1 ? "s" : ""} in spite of it.`);
  const told = report.checks.find(({ diagnosis }) => diagnosis !== null)?.diagnosis ?? null;
  if (mistake.diagnosis !== undefined && told?.id !== `mistake:${mistake.id}`)
    complaints.push(`${where}: the first diagnosis is ${told?.id ?? "none"}, not mistake:${mistake.id}.`);
  return complaints;
}

/** What the whole report of a known mistake says. */
export const seenOf = (id: string, { verdict, points, outOf, checks }: PartReport): Seen => ({
  id,
  verdict,
  points,
  outOf,
  diagnosis: checks.find(({ diagnosis }) => diagnosis !== null)?.diagnosis?.name ?? null,
});
