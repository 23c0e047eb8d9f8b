import type { Prisma } from "#generated/prisma/client.ts";
import type { Answer } from "#lib/core/answer.ts";
import type { Report, StudentReport } from "#lib/core/report.ts";
import { fromJson, type Tx, toJson } from "../client.ts";
import type { CourseRow } from "./course.ts";
import type { ReportSummary } from "./report.ts";
import type { Person } from "./user.ts";

/** A submission as lists need it: what was handed in and what became of it, without answer and report. */
export type SubmissionRow = {
  readonly id: string;
  readonly userId: string;
  readonly receipt: string;
  readonly engine: string;
  readonly receivedAt: Date;
  readonly attempt: {
    readonly number: number;
    readonly versionHash: string;
    readonly variantSeed: string;
    readonly courseExerciseId: string;
  };
  readonly job: {
    readonly startedAt: Date | null;
    readonly finishedAt: Date | null;
    readonly diedAt: Date | null;
    readonly lastFault: string | null;
  } | null;
  readonly summary: ReportSummary | null;
  readonly marks: readonly MarkRow[];
  readonly overrides: readonly OverrideRow[];
};

/** All of it. */
export type WholeSubmission = SubmissionRow & {
  readonly answer: Answer;
  readonly progress: StudentReport | null;
  readonly report: Report | null;
};

export type MarkRow = {
  readonly partId: string;
  readonly itemId: string;
  readonly applied: boolean;
  readonly points: number;
  readonly markedById: string;
  readonly markedAt: Date;
};

export type OverrideRow = {
  readonly id: string;
  readonly submissionId: string;
  readonly partId: string;
  readonly checkId: string;
  readonly points: number;
  readonly reason: string;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly withdrawnById: string | null;
  readonly withdrawnAt: Date | null;
};

const shown = {
  id: true,
  userId: true,
  receipt: true,
  engine: true,
  receivedAt: true,
  attempt: { select: { number: true, versionHash: true, variantSeed: true, courseExerciseId: true } },
  job: { select: { startedAt: true, finishedAt: true, diedAt: true, lastFault: true } },
  reports: { where: { supersededAt: null }, select: { summary: true } },
  marks: true,
  overrides: { orderBy: { createdAt: "asc" as const } },
} as const;

const whole = {
  ...shown,
  answer: true,
  progress: { select: { report: true } },
  reports: { where: { supersededAt: null }, select: { summary: true, report: true } },
} as const;

function rowOf({ reports, ...rest }: Prisma.SubmissionGetPayload<{ select: typeof shown }>): SubmissionRow {
  return { ...rest, summary: reports[0] ? fromJson<ReportSummary>(reports[0].summary) : null };
}

function wholeOf(loaded: Prisma.SubmissionGetPayload<{ select: typeof whole }>): WholeSubmission {
  const { reports, answer, progress, ...rest } = loaded;
  return {
    ...rest,
    answer: fromJson<Answer>(answer),
    progress: progress && fromJson<StudentReport>(progress.report),
    summary: reports[0] ? fromJson<ReportSummary>(reports[0].summary) : null,
    report: reports[0] ? fromJson<Report>(reports[0].report) : null,
  };
}

/** Oldest first. */
const orderBy = [{ receivedAt: "asc" as const }, { id: "asc" as const }];

export type SubmissionPlace = {
  readonly courseId: string;
  readonly courseExerciseId: string;
  readonly exerciseSlug: string;
  readonly hidden: boolean;
  readonly course: CourseRow;
  readonly student: Person;
};

/** Whose it is and where it belongs, for the question who may see it. */
export async function selectOptionalPlace(tx: Tx, id: string): Promise<SubmissionPlace | null> {
  const row = await tx.submission.findUnique({
    where: { id },
    select: {
      attempt: {
        select: {
          user: { select: { id: true, name: true, email: true } },
          courseExercise: { select: { id: true, slug: true, hidden: true, course: true } },
        },
      },
    },
  });
  if (!row) return null;
  const { user, courseExercise } = row.attempt;
  return {
    courseId: courseExercise.course.id,
    courseExerciseId: courseExercise.id,
    exerciseSlug: courseExercise.slug,
    hidden: courseExercise.hidden,
    course: courseExercise.course,
    student: user,
  };
}

export async function selectSubmission(tx: Tx, id: string): Promise<WholeSubmission> {
  return wholeOf(await tx.submission.findUniqueOrThrow({ where: { id }, select: whole }));
}

/** One person's submissions for one exercise, with answers and reports. */
export async function selectWholeSubmissions(
  tx: Tx,
  userId: string,
  courseExerciseId: string,
): Promise<readonly WholeSubmission[]> {
  const where = { userId, attempt: { courseExerciseId } };
  return (await tx.submission.findMany({ where, select: whole, orderBy })).map(wholeOf);
}

export async function selectSubmissions(
  tx: Tx,
  wanted: {
    readonly id?: string;
    readonly userId?: string;
    readonly courseExerciseId?: string;
    readonly courseId?: string;
  },
): Promise<readonly SubmissionRow[]> {
  const { id, userId, courseExerciseId, courseId } = wanted;
  const where: Prisma.SubmissionWhereInput = {
    ...(id === undefined ? {} : { id }),
    ...(userId === undefined ? {} : { userId }),
    attempt: {
      ...(courseExerciseId === undefined ? {} : { courseExerciseId }),
      ...(courseId === undefined ? {} : { courseExercise: { courseId } }),
    },
  };
  return (await tx.submission.findMany({ where, select: shown, orderBy })).map(rowOf);
}

/** Numbers of the attempts that a person handed in; `ungradable` where a report says so and no person has judged it since. */
export function selectAttemptNumbers(
  tx: Tx,
  userId: string,
  courseExerciseId: string,
): Promise<readonly { readonly number: number; readonly ungradable: boolean }[]> {
  return tx.$queryRaw`
    SELECT attempt.number, coalesce(report.verdict = 'ungradable', false) AND NOT EXISTS (
      SELECT FROM override WHERE override.submission_id = submission.id AND override.withdrawn_at IS NULL
    ) AS ungradable
    FROM submission
    JOIN attempt ON attempt.id = submission.attempt_id
    LEFT JOIN report ON report.submission_id = submission.id AND report.superseded_at IS NULL
    WHERE attempt.user_id = ${userId} AND attempt.course_exercise_id = ${courseExerciseId}::uuid`;
}

export async function selectOptionalByToken(tx: Tx, userId: string, clientToken: string) {
  return tx.submission.findUnique({
    where: { userId_clientToken: { userId, clientToken } },
    select: {
      id: true,
      receipt: true,
      receivedAt: true,
      attempt: { select: { number: true, courseExerciseId: true } },
    },
  });
}

export async function insertSubmission(
  tx: Tx,
  row: {
    readonly attemptId: string;
    readonly userId: string;
    readonly clientToken: string;
    readonly answer: Answer;
    readonly receipt: string;
    readonly engine: string;
    readonly receivedAt: Date;
  },
): Promise<{ readonly id: string }> {
  return tx.submission.create({ data: { ...row, answer: toJson(row.answer) }, select: { id: true } });
}

/** Numbers of submissions by exercise of the course. */
export async function countSubmissions(tx: Tx, courseId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.attempt.groupBy({
    by: ["courseExerciseId"],
    where: { courseExercise: { courseId }, submission: { isNot: null } },
    _count: true,
  });
  return new Map(rows.map((row) => [row.courseExerciseId, row._count]));
}

/** Ids of a person's submissions whose grading has not ended. */
export async function selectUnfinished(tx: Tx, userId: string): Promise<readonly string[]> {
  const rows = await tx.submission.findMany({
    where: { userId, job: { finishedAt: null, diedAt: null } },
    select: { id: true },
    orderBy,
  });
  return rows.map(({ id }) => id);
}
