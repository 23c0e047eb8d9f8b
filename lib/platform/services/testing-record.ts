import type pg from "pg";

/** What a student was shown of one submission, by the token of the press that sent it. */
export type Shown = {
  readonly clientToken: string;
  readonly submissionId?: string | undefined;
  readonly receipt?: string | undefined;
};

/**
 * What the record says about acknowledged submissions: every one that has not exactly one effective report, made once, of its
 * own receipt. Empty when nothing was lost and nothing doubled. The client is the database's owner.
 */
export async function lost(owner: pg.Client, acknowledged: readonly Shown[]): Promise<readonly string[]> {
  const { rows } = await owner.query<{
    id: string;
    receipt: string;
    effective: number;
    finished: boolean;
    stored: number;
  }>(
    `SELECT s.id, s.receipt, j.finished_at IS NOT NULL AS finished,
       (SELECT count(*)::int FROM report r WHERE r.submission_id = s.id AND r.superseded_at IS NULL) AS effective,
       (SELECT count(*)::int FROM audit_event a WHERE a.subject = 'submission:' || s.id AND a.action = 'report.store') AS stored
     FROM submission s LEFT JOIN grading_job j ON j.submission_id = s.id`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return acknowledged.flatMap(({ submissionId, receipt, clientToken }) => {
    const row = byId.get(submissionId ?? "");
    if (!row || row.receipt !== receipt) return [`${clientToken}: not in the record`];
    const { effective, stored, finished } = row;
    return effective === 1 && stored === 1 && finished
      ? []
      : [`${clientToken}: ${effective} effective, ${stored} stored`];
  });
}
