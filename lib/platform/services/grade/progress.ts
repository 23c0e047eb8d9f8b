import type { CheckReport, PartReport, Report, StudentReport } from "#lib/core/report.ts";
import { type Exercise, type Part, partPoints } from "#lib/grading/exercise/index.ts";
import { studentReport } from "#lib/grading/grader/index.ts";

/** The report so far, with one more check, as the student may read it. Parts whose checks are not all known have the points known so far. */
export function progressOf(
  exercise: Exercise,
  made: Pick<Report, "engine" | "seeds">,
  partId: string,
  check: CheckReport,
  before: StudentReport | null,
): StudentReport {
  const parts = exercise.spec.parts.map((part): PartReport => {
    const known = before?.parts.find(({ id }) => id === part.id)?.checks ?? [];
    const checks = part.id === partId ? [...known.filter(({ id }) => id !== check.id), check] : known;
    return partSoFar(part, checks);
  });
  return studentReport({
    version: 1,
    exercise: { slug: exercise.spec.slug, hash: exercise.hash },
    ...made,
    secret: {},
    verdict: "partial",
    points: parts.reduce((sum, { points }) => sum + (points ?? 0), 0),
    outOf: parts.reduce((sum, { outOf }) => sum + outOf, 0),
    parts,
    replayable: true,
  });
}

function partSoFar(part: Part, checks: readonly CheckReport[]): PartReport {
  return {
    id: part.id,
    kind: part.kind,
    title: part.title,
    verdict: "partial",
    points: checks.length === 0 ? null : checks.reduce((sum, { points }) => sum + (points ?? 0), 0),
    outOf: partPoints(part),
    checks,
    answered: true,
    console: [],
  };
}
