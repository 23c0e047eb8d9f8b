import type { Tx } from "../client.ts";

export type JobState = "queued" | "running" | "finished" | "dead";

/** The state is read off the facts; it is stored nowhere. */
export function jobState(
  job: { readonly startedAt: Date | null; readonly finishedAt: Date | null; readonly diedAt: Date | null } | null,
): JobState {
  if (job?.finishedAt) return "finished";
  if (job?.diedAt) return "dead";
  return job?.startedAt ? "running" : "queued";
}

/** Records the job and puts it into the queue, in the transaction of the submission. */
export async function enqueueGrading(tx: Tx, submissionId: string, engine: string): Promise<void> {
  await tx.gradingJob.create({ data: { submissionId, engine }, select: { submissionId: true } });
  await tx.$queryRaw`SELECT enqueue_grading(${submissionId}::uuid)::text`;
}

/** Submissions that wait or are being graded and came before this one. */
export async function countAhead(tx: Tx, submissionId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ ahead: number }[]>`
    SELECT count(*)::int AS ahead FROM grading_job
    WHERE finished_at IS NULL AND died_at IS NULL
      AND queued_at < (SELECT queued_at FROM grading_job WHERE submission_id = ${submissionId}::uuid)`;
  return row?.ahead ?? 0;
}

/** A worker begins: counted, so that a job that kills its workers ends some time. */
export async function markStarted(tx: Tx, submissionId: string, workerId: string): Promise<{ readonly runs: number }> {
  return tx.gradingJob.update({
    where: { submissionId },
    data: { startedAt: new Date(), workerId, runs: { increment: 1 } },
    select: { runs: true },
  });
}

export async function markFault(tx: Tx, submissionId: string, lastFault: string): Promise<void> {
  await tx.gradingJob.update({ where: { submissionId }, data: { lastFault, startedAt: null, workerId: null } });
}

export async function markFinished(tx: Tx, submissionId: string): Promise<void> {
  await tx.$executeRaw`UPDATE grading_job SET finished_at = clock_timestamp() WHERE submission_id = ${submissionId}::uuid`;
}

export async function markDead(tx: Tx, submissionId: string, lastFault: string): Promise<void> {
  await tx.gradingJob.update({ where: { submissionId }, data: { diedAt: new Date(), lastFault } });
}
