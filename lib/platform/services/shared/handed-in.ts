import {
  attemptsInAll,
  type Counted,
  countingAttempt,
  daysLate,
  type EffectivePoints,
  effectivePoints,
  lateShare,
  type Window,
} from "#lib/platform/assessment/index.ts";
import { type HintOpeningRow, type JobState, jobState, type SubmissionRow } from "#lib/platform/db/index.ts";
import type { AttemptSummary } from "../views.ts";

/** One attempt that was handed in, with what it is worth now. */
export type HandedIn<R extends SubmissionRow = SubmissionRow> = {
  readonly row: R;
  readonly state: JobState;
  readonly effective: EffectivePoints | null;
  readonly daysLate: number;
  readonly counted: Counted;
};

/** All attempts of one person at one exercise, and which of them counts. */
export type Work<R extends SubmissionRow = SubmissionRow> = {
  readonly attempts: readonly HandedIn<R>[];
  /** Number of the attempt that counts. */
  readonly counts: number | null;
  /** The `of` of "attempt 2 of 5"; null is unlimited. */
  readonly inAll: number | null;
  readonly limit: number | null;
};

/** @param openings hints that this person opened for this exercise; each is paid by the attempts handed in after it */
export function workOf<R extends SubmissionRow>(
  rows: readonly R[],
  assessment: (Window & { readonly attempts: number | null }) | null,
  openings: readonly HintOpeningRow[],
): Work<R> {
  const attempts = rows.map((row): HandedIn<R> => {
    const effective = row.summary
      ? effectivePoints(row.summary, {
          marks: row.marks,
          overrides: row.overrides.filter(({ withdrawnAt }) => withdrawnAt === null),
          hints: openings.filter(({ openedAt }) => openedAt <= row.receivedAt),
          lateShare: lateShare(assessment, row.receivedAt),
        })
      : null;
    const free = effective?.verdict === "ungradable";
    const counted = { number: row.attempt.number, points: effective?.points ?? null, free };
    return { row, state: jobState(row.job), effective, daysLate: daysLate(assessment, row.receivedAt), counted };
  });
  const counted = attempts.map((attempt) => attempt.counted);
  const limit = assessment?.attempts ?? null;
  return { attempts, limit, counts: countingAttempt(counted), inAll: attemptsInAll(limit, counted) };
}

/** The attempt that counts, or the latest while none has points. */
export function standingAttempt<R extends SubmissionRow>(work: Work<R>): HandedIn<R> | null {
  return work.attempts.find(({ row }) => row.attempt.number === work.counts) ?? work.attempts.at(-1) ?? null;
}

export const attemptSummary = (handed: HandedIn, work: Work, outOf: number): AttemptSummary => ({
  number: handed.row.attempt.number,
  submissionId: handed.row.id,
  receivedAt: handed.row.receivedAt.toISOString(),
  state: handed.state,
  verdict: handed.effective?.verdict ?? null,
  points: handed.effective?.points ?? null,
  outOf: handed.effective?.outOf ?? outOf,
  counts: handed.row.attempt.number === work.counts,
  daysLate: handed.daysLate,
});

/** Rows by what `key` says of them, in their order. */
export function grouped<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
