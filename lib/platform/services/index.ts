import type { Answer } from "#lib/core/answer.ts";
import type { StudentReport } from "#lib/core/report.ts";
import type { Result } from "#lib/core/result.ts";
import type { ServiceFailure } from "./failure.ts";
import type {
  Actor,
  AssessmentView,
  CommentView,
  CourseHome,
  CourseRef,
  ExerciseFiles,
  ExercisePage,
  HintView,
  InstructorExercises,
  NoticeView,
  OverrideView,
  Receipt,
  Refusal,
  ReportView,
  Results,
  ReviewQueue,
  ReviewView,
  RubricPart,
  SaveDraftOutcome,
  SolutionView,
  SubmissionEvent,
  VisitorCourse,
} from "./views.ts";

export type { ServiceFailure } from "./failure.ts";
export type * from "./views.ts";

export type Answered<T, E = ServiceFailure> = Promise<Result<T, E | ServiceFailure>>;

/** A course and an exercise in it, as they stand in an address. */
export type At = { readonly course: string; readonly exercise: string };

// ---- Signing in. Cookies go out in `headers` (Set-Cookie); the route or action copies them.

/** Who sends this request, or null. */
export declare function actorOf(headers: Headers): Promise<Actor>;
/** At most 5 tries a minute per account and 20 per address; uniform answer for an unknown address. */
export declare function signIn(
  from: { readonly headers: Headers },
  input: { readonly email: string; readonly password: string },
): Answered<{ readonly actor: NonNullable<Actor>; readonly headers: Headers }>;
export declare function signUp(
  from: { readonly headers: Headers },
  input: { readonly name: string; readonly email: string; readonly password: string; readonly joinCode?: string },
): Answered<{ readonly actor: NonNullable<Actor>; readonly headers: Headers; readonly course: CourseRef | null }>;
export declare function signOut(from: { readonly headers: Headers }): Promise<{ readonly headers: Headers }>;
/** better-auth's own routes, for app/api/auth/[...all]. */
export declare function authHandler(request: Request): Promise<Response>;

// ---- Courses

/** Courses in which the actor is enrolled. */
export declare function myCourses(actor: Actor): Answered<readonly CourseRef[]>;
export declare function joinCourse(actor: Actor, input: { readonly joinCode: string }): Answered<CourseRef>;
/** The public course; for anyone. Without `course`, the first one. */
export declare function visitorCourse(actor: Actor, input?: { readonly course?: string }): Answered<VisitorCourse>;
export declare function courseHome(actor: Actor, input: { readonly course: string }): Answered<CourseHome>;
export declare function listNotices(actor: Actor, input: { readonly course: string }): Answered<readonly NoticeView[]>;
/** Without ids, all of the course. */
export declare function markNoticesRead(
  actor: Actor,
  input: { readonly course: string; readonly ids?: readonly string[] },
): Answered<{ readonly unread: number }>;

// ---- Answering

export declare function exercisePage(actor: Actor, input: At): Answered<ExercisePage>;
export declare function saveDraft(
  actor: Actor,
  input: At & { readonly answer: Answer; readonly baseVersion: number },
): Answered<SaveDraftOutcome>;
/** `clientToken`: made once per press of Submit; the same token again gives the same receipt. */
export declare function submitAttempt(
  actor: Actor,
  input: At & { readonly answer: Answer; readonly clientToken: string },
): Answered<Receipt, Refusal>;
export declare function openHint(
  actor: Actor,
  input: At & { readonly partId: string; readonly index: number },
): Answered<HintView>;
export declare function solution(actor: Actor, input: At): Answered<SolutionView>;
export declare function reportView(actor: Actor, input: { readonly submissionId: string }): Answered<ReportView>;
/**
 * Events of one submission, or of all that concerns the actor; begins with the present state, ends when `signal` aborts.
 * A heartbeat comes every 15 s.
 */
export declare function submissionEvents(
  actor: Actor,
  input: { readonly submissionId?: string },
  signal: AbortSignal,
): Answered<AsyncIterable<SubmissionEvent>>;

// ---- Assistants

export declare function reviewQueue(actor: Actor, input: { readonly course: string }): Answered<ReviewQueue>;
export declare function reviewView(actor: Actor, input: { readonly submissionId: string }): Answered<ReviewView>;
/** Sets all items of a text part at once; `applied` lists the ids that apply, [] is marked with none. */
export declare function markRubric(
  actor: Actor,
  input: { readonly submissionId: string; readonly partId: string; readonly applied: readonly string[] },
): Answered<RubricPart>;
export declare function overrideCheck(
  actor: Actor,
  input: {
    readonly submissionId: string;
    readonly partId: string;
    readonly checkId: string;
    readonly points: number;
    readonly reason: string;
  },
): Answered<OverrideView>;
export declare function withdrawOverride(actor: Actor, input: { readonly overrideId: string }): Answered<OverrideView>;
export declare function addComment(
  actor: Actor,
  input: {
    readonly submissionId: string;
    readonly partId?: string;
    readonly quote?: string;
    readonly body: string;
  },
): Answered<CommentView>;

// ---- Instructors

export declare function instructorExercises(
  actor: Actor,
  input: { readonly course: string },
): Answered<InstructorExercises>;
export declare function exerciseFiles(actor: Actor, input: At): Answered<ExerciseFiles>;
/** As a student would see it; nothing is recorded. */
export declare function previewExercise(
  actor: Actor,
  input: At & { readonly variantSeed?: string },
): Answered<ExercisePage>;
/** Grades without a record. */
export declare function previewGrade(
  actor: Actor,
  input: At & { readonly answer: Answer; readonly variantSeed: string },
): Answered<StudentReport, Refusal>;
export declare function setExerciseHidden(
  actor: Actor,
  input: At & { readonly hidden: boolean },
): Answered<{ readonly hidden: boolean }>;
export declare function results(actor: Actor, input: { readonly course: string }): Answered<Results>;
export declare function resultsCsv(
  actor: Actor,
  input: { readonly course: string },
): Answered<{ readonly filename: string; readonly csv: string }>;
export declare function updateAssessment(
  actor: Actor,
  input: {
    readonly course: string;
    readonly assessment: string;
    readonly opensAt?: string | null;
    readonly dueAt?: string | null;
    readonly attempts?: number | null;
    readonly latePerDay?: number;
    readonly lateDays?: number;
    readonly solutionAfterDue?: boolean;
  },
): Answered<AssessmentView>;
