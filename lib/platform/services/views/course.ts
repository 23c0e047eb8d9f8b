import type { TensorEvidence } from "#lib/core/report.ts";
import type { AssessmentView, CourseRef, ExerciseRef, Instant, Standing } from "./shared.ts";

export type VisitorCourse = {
  readonly course: CourseRef;
  readonly exercises: readonly (ExerciseRef & {
    readonly summary: string;
    readonly lesson: string;
    readonly outOf: number;
  })[];
};

export type ContinueView = {
  readonly exercise: ExerciseRef;
  readonly part: { readonly id: string; readonly title: string } | null;
  readonly savedAt: Instant;
  readonly draftVersion: number;
  /** The latest attempt that was graded. */
  readonly attempt: {
    readonly number: number;
    readonly of: number | null;
    readonly points: number;
    readonly outOf: number;
  } | null;
  /** The first thing that does not hold: a sentence, its line, its heat map. */
  readonly sentence: string | null;
  readonly line: number | null;
  readonly tensors: readonly TensorEvidence[];
};

export type CameBack = {
  readonly diagnosisId: string;
  readonly name: string;
  readonly exercise: ExerciseRef;
  readonly lastSeenAt: Instant;
  /** Number of the first later attempt in which its check holds; null while there is none. */
  readonly settledOn: number | null;
};

export type NoticeKind = "marked" | "overridden" | "override-withdrawn" | "commented" | "ungradable";

export type NoticeView = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly text: string;
  readonly exercise: ExerciseRef | null;
  readonly submissionId: string | null;
  readonly points: number | null;
  readonly outOf: number | null;
  readonly createdAt: Instant;
  readonly read: boolean;
};

export type CourseHome = {
  readonly course: CourseRef;
  /** The database's clock. */
  readonly now: Instant;
  /** Only for instructors. */
  readonly joinCode: string | null;
  readonly continue: ContinueView | null;
  /** In the order that the course gives them. */
  readonly assessments: readonly (AssessmentView & { readonly exercises: readonly Standing[] })[];
  /** All visible exercises in course order. Group by `lesson` for the path. */
  readonly exercises: readonly Standing[];
  readonly progress: {
    readonly points: number;
    readonly outOf: number;
    /** Percent of the course by the weights of its problem sets; null is blank. */
    readonly courseTotal: number | null;
  };
  readonly cameBack: readonly CameBack[];
  readonly news: readonly NoticeView[];
  readonly unread: number;
  /** Answers that wait for a person; null for students. */
  readonly awaitingReview: number | null;
};
