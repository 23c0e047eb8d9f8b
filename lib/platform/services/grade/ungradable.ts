import type { Report } from "#lib/core/report.ts";
import { type Exercise, partPoints } from "#lib/grading/exercise/index.ts";

/** The report of an answer that the platform could not grade: no points, no checks, no attempt used. */
export function ungradableReport(exercise: Exercise, seeds: Report["seeds"], engine: string): Report {
  const parts = exercise.spec.parts.map((part) => ({
    id: part.id,
    kind: part.kind,
    title: part.title,
    verdict: "ungradable" as const,
    points: null,
    outOf: partPoints(part),
    checks: [],
    answered: true,
    console: [],
  }));
  return {
    version: 1,
    exercise: { slug: exercise.spec.slug, hash: exercise.hash },
    engine,
    verdict: "ungradable",
    points: 0,
    outOf: parts.reduce((sum, { outOf }) => sum + outOf, 0),
    parts,
    replayable: false,
    seeds,
    secret: {},
  };
}
