import type { CheckReport, Diagnosis, PartReport, Report, StudentReport } from "#lib/core/report.ts";
import { type Tx, toJson } from "../client.ts";

/** What lists need of a report: no evidence, no secrets. */
export type ReportSummary = Pick<StudentReport, "verdict" | "points" | "outOf" | "replayable"> & {
  readonly parts: readonly (Pick<PartReport, "id" | "kind" | "points" | "outOf" | "verdict"> & {
    readonly checks: readonly (Pick<CheckReport, "id" | "kind" | "points" | "outOf" | "verdict"> & {
      readonly diagnosis: Pick<Diagnosis, "id" | "name"> | null;
    })[];
  })[];
};

export function summaryOf(report: StudentReport): ReportSummary {
  const { verdict, points, outOf, replayable } = report;
  return {
    verdict,
    points,
    outOf,
    replayable,
    parts: report.parts.map((part) => ({
      id: part.id,
      kind: part.kind,
      points: part.points,
      outOf: part.outOf,
      verdict: part.verdict,
      checks: part.checks.map(({ id, kind, points, outOf, verdict, diagnosis }) => ({
        ...{ id, kind, points, outOf, verdict },
        diagnosis: diagnosis && { id: diagnosis.id, name: diagnosis.name },
      })),
    })),
  };
}

/**
 * Stores a report as the submission's effective one, unless there is one already: grading twice changes nothing.
 * @returns whether it was stored
 */
export async function insertReportOnce(tx: Tx, submissionId: string, report: Report): Promise<boolean> {
  const stored = await tx.$executeRaw`
    INSERT INTO report (submission_id, engine, version_hash, verdict, points, out_of, summary, report)
    VALUES (${submissionId}::uuid, ${report.engine}, ${report.exercise.hash}, ${report.verdict}, ${report.points},
      ${report.outOf}, ${JSON.stringify(summaryOf(report))}::jsonb, ${JSON.stringify(report)}::jsonb)
    ON CONFLICT (submission_id) WHERE superseded_at IS NULL DO NOTHING`;
  return stored === 1;
}

export async function upsertProgress(tx: Tx, submissionId: string, report: StudentReport): Promise<void> {
  const data = { report: toJson(report), updatedAt: new Date() };
  await tx.reportProgress.upsert({ where: { submissionId }, create: { submissionId, ...data }, update: data });
}

export async function deleteProgress(tx: Tx, submissionId: string): Promise<void> {
  await tx.reportProgress.deleteMany({ where: { submissionId } });
}
