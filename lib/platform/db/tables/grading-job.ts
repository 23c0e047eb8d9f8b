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

/** Given up after too many runs. */
export async function markDead(tx: Tx, submissionId: string): Promise<void> {
  await tx.$executeRaw`UPDATE grading_job SET died_at = clock_timestamp() WHERE submission_id = ${submissionId}::uuid`;
}

/** Engines for which jobs have waited for half a minute, other than the given one. */
export async function selectOtherEngines(tx: Tx, engine: string): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ engine: string }[]>`
    SELECT DISTINCT engine FROM grading_job
    WHERE engine <> ${engine} AND finished_at IS NULL AND died_at IS NULL
      AND queued_at < clock_timestamp() - interval '30 seconds'`;
  return rows.map((row) => row.engine);
}

/** Gives the unfinished jobs of one engine to another. @returns how many */
export async function takeOverJobs(tx: Tx, from: string, to: string): Promise<number> {
  const rows = await tx.$queryRaw<{ queued: string | null }[]>`
    WITH moved AS (
      UPDATE grading_job SET engine = ${to}, started_at = NULL, worker_id = NULL
      WHERE engine = ${from} AND finished_at IS NULL AND died_at IS NULL RETURNING submission_id)
    SELECT submission_id::text AS queued FROM moved`;
  for (const { queued } of rows) await tx.$queryRaw`SELECT enqueue_grading(${queued}::uuid)::text`;
  return rows.length;
}
