import type { Answer } from "#lib/core/answer.ts";
import type { Report, StudentReport, Verdict } from "#lib/core/report.ts";
import type { PublicExercise } from "#lib/grading/exercise/index.ts";
import type { EffectivePoints } from "#lib/platform/assessment/index.ts";
import type { JobState } from "#lib/platform/db/index.ts";
import type { AssessmentView, AttemptSummary, CourseRef, ExerciseRef, GivenValues, Instant } from "./shared.ts";

export type OverrideView = {
  readonly id: string;
  readonly partId: string;
  readonly checkId: string;
  /** In the check's own points. */
  readonly points: number;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  /** `replaced`: by another override of the same check, not taken back. */
  readonly withdrawn: { readonly by: string; readonly at: Instant; readonly replaced: boolean } | null;
};

export type RubricItemView = {
  readonly id: string;
  readonly text: string;
  readonly note: string | null;
  readonly points: number;
  /** Null until the part is marked. */
  readonly applied: boolean | null;
};

export type RubricPart = {
  readonly partId: string;
  readonly title: string;
  readonly question: string;
  readonly outOf: number;
  /** For a student none before the part is marked. */
  readonly items: readonly RubricItemView[];
  readonly points: number | null;
  readonly markedBy: string | null;
  readonly markedAt: Instant | null;
};

export type CommentView = {
  readonly id: string;
  readonly partId: string | null;
  readonly quote: string | null;
  readonly body: string;
  readonly by: string;
  readonly at: Instant;
};

/** One column of the attempt matrix; answers are there for the diff. */
export type AttemptColumn = AttemptSummary & {
  readonly effective: EffectivePoints | null;
  readonly answer: Answer;
  readonly losses: readonly (readonly [number, number])[];
};

export type ReportView = {
  readonly course: CourseRef;
  readonly exercise: PublicExercise;
  readonly assessment: AssessmentView | null;
  readonly submission: {
    readonly id: string;
    readonly receipt: string;
    readonly receivedAt: Instant;
    readonly attempt: number;
    readonly of: number | null;
    readonly counts: boolean;
    readonly daysLate: number;
    readonly engine: string;
    readonly exerciseHash: string;
    readonly variantSeed: string;
    /** From received to finished, in milliseconds. */
    readonly gradedIn: number | null;
  };
  readonly given: GivenValues;
  readonly answer: Answer;
  readonly state: JobState;
  /** The finished report, or null while it is being made. */
  readonly report: StudentReport | null;
  /** What is known so far while checks still run. */
  readonly progress: StudentReport | null;
  readonly effective: EffectivePoints | null;
  readonly rubric: readonly RubricPart[];
  readonly overrides: readonly OverrideView[];
  readonly comments: readonly CommentView[];
  /** Oldest first. */
  readonly history: readonly AttemptColumn[];
  readonly solutionAvailable: boolean;
  /** For assistants and instructors; null for the student. */
  readonly staff: StaffView | null;
};

export type StaffView = {
  /** While the name is kept back, `name` is `Answer 88`, and id and email are empty. */
  readonly student: { readonly id: string; readonly name: string; readonly email: string };
  readonly seeds: Report["seeds"] | null;
  /** Hidden inputs, expected values, fingerprints; by `partId/checkId`. */
  readonly secret: Report["secret"] | null;
  readonly lastFault: string | null;
};

export type ReviewRow = {
  readonly submissionId: string;
  readonly exercise: ExerciseRef;
  readonly attempt: number;
  readonly receivedAt: Instant;
  /** Names are hidden where a part awaits review; `Answer 88` instead. */
  readonly label: string;
  readonly why: "awaits-review" | "killed" | "ungradable" | "graded";
  /** Who else of the staff has opened it in the last minutes. */
  readonly openBy: string | null;
  readonly points: number | null;
  readonly outOf: number;
  readonly verdict: Verdict | null;
};

export type ReviewQueue = {
  readonly course: CourseRef;
  /** Oldest first. */
  readonly waiting: readonly ReviewRow[];
  /** Newest first, at most 200: everything that was graded. */
  readonly recent: readonly ReviewRow[];
  readonly marked: number;
  readonly toMark: number;
};

export type ReviewView = ReportView & {
  readonly label: string;
  readonly anonymous: boolean;
  readonly marked: number;
  readonly toMark: number;
  readonly previousId: string | null;
  readonly nextId: string | null;
  /** Who else of the staff has opened it in the last minutes. */
  readonly openBy: string | null;
  /** Points of this exercise's text parts that were marked so far, sorted. */
  readonly classSoFar: readonly number[];
};
