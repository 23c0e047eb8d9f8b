import type { Report, StudentReport } from "#lib/core/report.ts";
import { type Tx, toJson } from "../client.ts";

/**
 * Stores a report as the submission's effective one, unless there is one already: grading twice changes nothing.
 * @returns whether it was stored
 */
export async function insertReportOnce(tx: Tx, submissionId: string, report: Report): Promise<boolean> {
  const stored = await tx.$executeRaw`
    INSERT INTO report (submission_id, engine, version_hash, verdict, points, out_of, report)
    VALUES (${submissionId}::uuid, ${report.engine}, ${report.exercise.hash}, ${report.verdict}, ${report.points},
      ${report.outOf}, ${JSON.stringify(report)}::jsonb)
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
