import type { Answer } from "#lib/core/answer.ts";
import type { Verdict } from "#lib/core/report.ts";
import type { WindowState } from "#lib/platform/assessment/index.ts";
import type { Role } from "#lib/platform/auth/index.ts";
import type { JobState } from "#lib/platform/db/index.ts";

/** ISO 8601, in UTC. */
export type Instant = string;

export type CourseRef = {
  readonly slug: string;
  readonly title: string;
  /** IANA zone in which the course tells its times. */
  readonly timeZone: string;
  readonly role: Role | null;
};

export type ExerciseRef = { readonly slug: string; readonly title: string };

/** What a list shows of one exercise for one person. `verdict` null: nothing handed in yet. */
export type Standing = ExerciseRef & {
  readonly lesson: string;
  readonly verdict: Verdict | null;
  readonly grading: boolean;
  /** Of the attempt that counts; null is blank, not zero. */
  readonly points: number | null;
  readonly outOf: number;
};

export type LateRule = { readonly perDay: number; readonly days: number };

export type AssessmentState = WindowState;

export type AssessmentView = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** Percent of the course. */
  readonly weight: number;
  readonly opensAt: Instant | null;
  readonly dueAt: Instant | null;
  /** Until when late work is taken; null where there is no late work. */
  readonly lateUntil: Instant | null;
  readonly late: LateRule | null;
  /** Attempts per exercise; null is unlimited. */
  readonly attempts: number | null;
  readonly solutionAfterDue: boolean;
  readonly state: AssessmentState;
};

export type AttemptSummary = {
  readonly number: number;
  readonly submissionId: string;
  readonly receivedAt: Instant;
  readonly state: JobState;
  readonly verdict: Verdict | null;
  /** After rubric marks, overrides, hints and lateness; null is blank. */
  readonly points: number | null;
  readonly outOf: number;
  /** The one that counts. */
  readonly counts: boolean;
  readonly daysLate: number;
};

/** An exercise that another builds on. `verdict` null: nothing handed in, or nothing known yet. */
export type Prerequisite = ExerciseRef & { readonly verdict: Verdict | null };

/** Given values of worksheet parts for this attempt's variant, by part and symbol, row-major. */
export type GivenValues = {
  readonly [partId: string]: {
    readonly [symbol: string]: { readonly shape: readonly number[]; readonly data: readonly number[] };
  };
};

export type DraftView = { readonly version: number; readonly answer: Answer; readonly savedAt: Instant };

export type HintView = {
  readonly index: number;
  readonly cost: number /** Null until opened. */;
  readonly text: string | null;
};
