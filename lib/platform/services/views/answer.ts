import type { StudentReport } from "#lib/core/report.ts";
import type { PublicExercise } from "#lib/grading/exercise/index.ts";
import type { EffectivePoints } from "#lib/platform/assessment/index.ts";
import type { JobState } from "#lib/platform/db/index.ts";
import type { NoticeView } from "./course.ts";
import type { OverrideView } from "./report.ts";
import type {
  AssessmentView,
  AttemptSummary,
  CourseRef,
  DraftView,
  ExerciseRef,
  GivenValues,
  HintView,
  Instant,
  Prerequisite,
} from "./shared.ts";

/** What pressing Submit would do now. `sentence` says it in the page's words. */
export type SubmitOutlook =
  | {
      readonly open: true;
      readonly attempt: number;
      readonly of: number | null;
      readonly daysLate: number;
      readonly sentence: string;
    }
  | {
      readonly open: false;
      readonly because: "not-open" | "closed" | "no-attempts-left" | "hidden" | "preview";
      readonly sentence: string;
    };

export type ExercisePage = {
  readonly course: CourseRef;
  readonly now: Instant;
  /** `preview`: an instructor looks at it as a student does; nothing is recorded. */
  readonly mode: "answer" | "preview";
  readonly exercise: PublicExercise;
  /** Markdown with $…$. */
  readonly statement: string;
  readonly variantSeed: string;
  readonly given: GivenValues;
  readonly assessment: AssessmentView | null;
  /** What it builds on. Nothing is locked by it. */
  readonly prerequisites: readonly Prerequisite[];
  readonly hidden: boolean;
  readonly draft: DraftView | null;
  /** Newest first. */
  readonly attempts: readonly AttemptSummary[];
  readonly submit: SubmitOutlook;
  /** Per part. */
  readonly hints: { readonly [partId: string]: readonly HintView[] };
  /** The latest graded attempt's report, for the results pane. */
  readonly latest: {
    readonly submissionId: string;
    readonly number: number;
    readonly report: StudentReport;
    readonly effective: EffectivePoints | null;
    readonly overrides: readonly OverrideView[];
  } | null;
  /** A submission that is still being graded. */
  readonly grading: { readonly submissionId: string; readonly progress: StudentReport | null } | null;
  readonly solutionAvailable: boolean;
  /** Neighbours in course order. */
  readonly previous: ExerciseRef | null;
  readonly next: ExerciseRef | null;
};

export type SaveDraftOutcome =
  | { readonly saved: true; readonly version: number; readonly savedAt: Instant }
  /** Edited elsewhere since `baseVersion`: both are kept, the person chooses. */
  | { readonly saved: false; readonly theirs: DraftView };

export type Receipt = {
  readonly submissionId: string;
  /** As shown: `a91c·77f0·2be4`. */
  readonly receipt: string;
  readonly receivedAt: Instant;
  readonly attempt: number;
  readonly of: number | null;
  /** Submissions in the queue before this one. */
  readonly ahead: number;
};

/** Why Submit did not take the answer. `unreadable`: nothing was recorded, `reasons` name part and place. */
export type Refusal = {
  readonly code: "unreadable";
  readonly message: string;
  readonly reasons: readonly RefusedPart[];
};

export type RefusedPart = {
  readonly partId: string;
  /** Check, field or line inside the part, where it is one. */
  readonly place: string | null;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
};

/** What a page hears while it is open. After a reconnect the present state is told again. */
export type SubmissionEvent =
  | { readonly type: "status"; readonly submissionId: string; readonly state: JobState; readonly ahead: number }
  | { readonly type: "progress"; readonly submissionId: string; readonly report: StudentReport }
  | {
      readonly type: "report";
      readonly submissionId: string;
      readonly report: StudentReport;
      readonly effective: EffectivePoints;
    }
  | { readonly type: "notice"; readonly notice: NoticeView }
  | { readonly type: "heartbeat" };

export type SolutionView = {
  readonly exercise: ExerciseRef;
  readonly parts: readonly {
    readonly partId: string;
    readonly title: string;
    readonly kind: "code" | "worksheet" | "derivation" | "choice" | "text";
    /** TypeScript for code and for worksheet functions, formulas by line, option ids; null for prose. */
    readonly code: string | null;
    readonly lines: { readonly [lineId: string]: string } | null;
    readonly options: readonly string[] | null;
  }[];
};
