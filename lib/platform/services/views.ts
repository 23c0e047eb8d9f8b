import type { Answer } from "#lib/core/answer.ts";
import type { Diagnosis, Report, StudentReport, TensorEvidence, Verdict } from "#lib/core/report.ts";
import type { PublicExercise } from "#lib/grading/exercise/index.ts";
import type { EffectivePoints, WindowState } from "#lib/platform/assessment/index.ts";
import type { Actor, Role } from "#lib/platform/auth/index.ts";
import type { JobState } from "#lib/platform/db/index.ts";

export type { EffectiveCheck, EffectivePart, EffectivePoints } from "#lib/platform/assessment/index.ts";

/** What services give to pages. Instants are ISO 8601 in UTC; points are in the exercise's own units; all is plain JSON. */
export type Instant = string;

export type { Actor, JobState, Role };

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
  readonly practice: boolean;
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
  /** In the order in which they are due; those without a deadline last. */
  readonly assessments: readonly (AssessmentView & { readonly exercises: readonly Standing[] })[];
  /** All visible exercises in course order. Group by `lesson` for the path. */
  readonly exercises: readonly Standing[];
  readonly progress: { readonly points: number; readonly outOf: number };
  readonly cameBack: readonly CameBack[];
  readonly news: readonly NoticeView[];
  readonly unread: number;
  /** Answers that wait for a person; null for students. */
  readonly awaitingReview: number | null;
};

/** Given values of worksheet parts for this attempt's variant, by part and symbol, row-major. */
export type GivenValues = {
  readonly [partId: string]: {
    readonly [symbol: string]: { readonly shape: readonly number[]; readonly data: readonly number[] };
  };
};

export type HintView = {
  readonly index: number;
  readonly cost: number /** Null until opened. */;
  readonly text: string | null;
};

export type DraftView = { readonly version: number; readonly answer: Answer; readonly savedAt: Instant };

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

/** An exercise that another builds on. `verdict` null: nothing handed in, or nothing known yet. */
export type Prerequisite = ExerciseRef & { readonly verdict: Verdict | null };

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
  readonly latest: { readonly submissionId: string; readonly number: number; readonly report: StudentReport } | null;
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

export type OverrideView = {
  readonly id: string;
  readonly partId: string;
  readonly checkId: string;
  /** In the check's own points. */
  readonly points: number;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly withdrawn: { readonly by: string; readonly at: Instant } | null;
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
  /** Points of this exercise's text parts that were marked so far, sorted. */
  readonly classSoFar: readonly number[];
};

/** `proof` as `proof.json` holds it; proved if it is of these files, and its findings and its training margins are this engine's. */
export type ProofState =
  | { readonly state: "proved"; readonly proof: unknown }
  | { readonly state: "not-yet-proved"; readonly because: "no-proof" }
  | {
      readonly state: "not-yet-proved";
      readonly because: "other-engine";
      readonly proof: unknown;
      /** Which part of it is this engine's all the same. */
      readonly stands: { readonly findings: boolean; readonly training: boolean };
    };

export type InstructorExercise = ExerciseRef & {
  readonly hash: string;
  readonly lesson: string;
  readonly outOf: number;
  readonly hidden: boolean;
  readonly position: number;
  readonly importedAt: Instant;
  readonly proof: ProofState;
  readonly assessment: ExerciseRef | null;
  readonly openAttempts: number;
  readonly submissions: number;
};

export type InstructorExercises = {
  readonly course: CourseRef;
  readonly exercises: readonly InstructorExercise[];
};

export type ExerciseFiles = {
  readonly course: CourseRef;
  readonly exercise: InstructorExercise;
  /** Sorted: exercise.yaml, statement.md, starter, solution, then folders. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly mistakes: readonly {
    readonly partId: string;
    readonly id: string;
    readonly verdict: string;
    readonly diagnosis: Pick<Diagnosis, "name" | "says" | "next"> | null;
  }[];
  readonly versions: readonly { readonly hash: string; readonly importedAt: Instant; readonly current: boolean }[];
};

export type ResultCell = {
  readonly slug: string;
  /** Null is blank: nothing handed in, or nothing known yet. */
  readonly points: number | null;
  readonly verdict: Verdict | null;
  readonly attempts: number;
  readonly daysLate: number;
  readonly submissionId: string | null;
  readonly parts: { readonly [partId: string]: number | null };
};

export type Results = {
  readonly course: CourseRef;
  readonly exercises: readonly (ExerciseRef & {
    readonly outOf: number;
    readonly parts: readonly { readonly id: string; readonly title: string; readonly outOf: number }[];
    readonly handedIn: number;
    readonly mean: number | null;
    readonly partMeans: { readonly [partId: string]: number | null };
  })[];
  readonly students: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly cells: readonly ResultCell[];
    readonly total: number | null;
  }[];
  readonly outOf: number;
};

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
