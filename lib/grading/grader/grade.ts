import { ENGINE_HASH } from "#generated/engine-hash.ts";
import type { Answer, PartAnswer } from "#lib/core/answer.ts";
import type { CheckReport, Report, SecretEvidence, StudentReport } from "#lib/core/report.ts";
import type { Runner } from "#lib/core/runner.ts";
import type { CheckKind, Exercise, Part, PartKind, Variant } from "../exercise/index.ts";
import { checkKind } from "../exercise/index.ts";
import { gradeChoice } from "./choice.ts";
import { gradeCode } from "./code/part.ts";
import { gradeDerivation } from "./derivation/part.ts";
import { type PartContext, type PartGraded, type PartGrader, partReport, roundPoints, verdictOf } from "./part.ts";
import { gradeText } from "./text.ts";
import { gradeWorksheet } from "./worksheet/part.ts";

const PARTS: { readonly [K in PartKind]: PartGrader<K> } = {
  code: gradeCode,
  worksheet: gradeWorksheet,
  derivation: gradeDerivation,
  choice: gradeChoice,
  text: gradeText,
};

export type GradeOptions = {
  /** Decides hidden cases and points; on the server one of `DRAWS` that its key makes, by submission id. Stored in the report, never shown. */
  readonly hiddenSeed: string;
  /** Only these parts. */
  readonly parts?: readonly string[];
  /** Checks of these kinds are left out of the report, as if the exercise had none. */
  readonly without?: readonly CheckKind[];
  /** False where nobody reads why a check does not hold. A worksheet's made-up values may then count; what is right, is right. */
  readonly diagnose?: boolean;
  /** Each check as it is judged, before diagnosis; training checks come last. */
  readonly onCheck?: (partId: string, check: CheckReport) => void;
};

/**
 * An answer's report. Depends on its arguments alone: equal to the byte wherever the same engine runs. Nothing an answer does makes
 * it reject; it rejects with `PlatformFault` where the platform could not run it, and then nothing was graded.
 */
export async function grade(
  exercise: Exercise,
  variant: Variant,
  answer: Answer,
  runner: Runner,
  options: GradeOptions,
): Promise<Report> {
  const parts = exercise.spec.parts
    .filter(({ id }) => options.parts?.includes(id) ?? true)
    .map((part) => without(part, options.without ?? []));
  const graded: { part: Part; found: PartGraded }[] = [];
  for (const part of parts)
    graded.push({ part, found: await gradePart(exercise, variant, part, answer[part.id] ?? null, runner, options) });
  const reports = graded.map(({ part, found }) => partReport(part, found));
  const secret: { [key: string]: SecretEvidence } = {};
  for (const { part, found } of graded)
    for (const one of found.checks) secret[`${part.id}/${one.report.id}`] = one.secret;
  return {
    version: 1,
    exercise: { slug: exercise.spec.slug, hash: exercise.hash },
    engine: ENGINE_HASH,
    verdict: verdictOf(reports.map(({ verdict }) => verdict)),
    points: roundPoints(reports.reduce((sum, { points }) => sum + (points ?? 0), 0)),
    outOf: roundPoints(reports.reduce((sum, { outOf }) => sum + outOf, 0)),
    parts: reports,
    replayable: graded.every(({ found }) => found.checks.every(({ replayable }) => replayable)),
    seeds: { variant: variant.seed, hidden: options.hiddenSeed },
    secret,
  };
}

function without(part: Part, kinds: readonly CheckKind[]): Part {
  if (part.kind !== "code" || kinds.length === 0) return part;
  return { ...part, checks: part.checks.filter((check) => !kinds.includes(checkKind(check))) };
}

function gradePart<K extends PartKind>(
  exercise: Exercise,
  variant: Variant,
  part: Extract<Part, { kind: K }>,
  answer: PartAnswer | null,
  runner: Runner,
  options: GradeOptions,
): Promise<PartGraded> {
  const context: PartContext<K> = {
    exercise,
    part,
    variant,
    answer: answer?.kind === part.kind ? (answer as Extract<PartAnswer, { kind: K }>) : null,
    runner,
    seed: `${options.hiddenSeed}:${part.id}`,
    diagnose: options.diagnose ?? true,
    onCheck: (check) => options.onCheck?.(part.id, check),
  };
  return PARTS[part.kind as K](context);
}

/** What a student may read of a stored report: no seeds, no hidden inputs, no expected values, and no rubric before it was used. */
export function studentReport({ seeds: _seeds, secret: _secret, parts, ...shown }: Report): StudentReport {
  return { ...shown, parts: parts.map((part) => ({ ...part, checks: part.checks.map(withoutRubric) })) };
}

const withoutRubric = (check: CheckReport): CheckReport =>
  check.evidence?.kind === "rubric" ? { ...check, evidence: { kind: "rubric", items: [] } } : check;
