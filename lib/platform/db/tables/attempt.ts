import type { Answer } from "#lib/core/answer.ts";
import { fromJson, type Tx, toJson } from "../client.ts";

export type DraftRow = { readonly version: number; readonly answer: Answer; readonly savedAt: Date };

export type AttemptRow = {
  readonly id: string;
  readonly userId: string;
  readonly number: number;
  readonly versionHash: string;
  readonly variantSeed: string;
  readonly draft: DraftRow | null;
  readonly submissionId: string | null;
};

/** The person's latest attempt at an exercise: open, or the one handed in last. */
export async function selectOptionalLatestAttempt(
  tx: Tx,
  userId: string,
  courseExerciseId: string,
): Promise<AttemptRow | null> {
  const row = await tx.attempt.findFirst({
    where: { userId, courseExerciseId },
    orderBy: { number: "desc" },
    include: { draft: true, submission: { select: { id: true } } },
  });
  if (!row) return null;
  const { draft, submission, ...attempt } = row;
  return {
    ...attempt,
    draft: draft && { version: draft.version, savedAt: draft.savedAt, answer: fromJson<Answer>(draft.answer) },
    submissionId: submission?.id ?? null,
  };
}

export async function insertAttempt(
  tx: Tx,
  row: {
    readonly userId: string;
    readonly courseExerciseId: string;
    readonly versionHash: string;
    readonly number: number;
    readonly variantSeed: string;
  },
): Promise<AttemptRow> {
  const attempt = await tx.attempt.create({ data: row });
  return { ...attempt, draft: null, submissionId: null };
}

/** Saves the draft of an open attempt; the caller holds the enrolment's lock and has compared versions. */
export async function upsertDraft(
  tx: Tx,
  attemptId: string,
  draft: { readonly version: number; readonly answer: Answer },
): Promise<Date> {
  const data = { version: draft.version, answer: toJson(draft.answer), savedAt: new Date() };
  const row = await tx.draft.upsert({
    where: { attemptId },
    create: { attemptId, ...data },
    update: data,
    select: { savedAt: true },
  });
  return row.savedAt;
}

/** The person's drafts in a course, the one saved last first; one per attempt, at most 200. */
export async function selectDrafts(tx: Tx, userId: string, courseId: string) {
  return tx.draft.findMany({
    where: { attempt: { userId, courseExercise: { courseId, hidden: false } } },
    orderBy: { savedAt: "desc" },
    take: 200,
    select: { savedAt: true, version: true, attempt: { select: { courseExerciseId: true } } },
  });
}

/** Attempts that were begun and not handed in, by exercise of the course. */
export async function countOpenAttempts(tx: Tx, courseId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.attempt.groupBy({
    by: ["courseExerciseId"],
    where: { courseExercise: { courseId }, submission: null },
    _count: true,
  });
  return new Map(rows.map((row) => [row.courseExerciseId, row._count]));
}
