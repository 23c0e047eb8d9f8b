import type { Diagnosis, Verdict } from "#lib/core/report.ts";
import type { CourseRef, ExerciseRef, Instant } from "./shared.ts";

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
  /** The course's problem sets, in their order. */
  readonly sets: readonly ExerciseRef[];
  /** Exercises that Nablab has and this course has not. */
  readonly absent: readonly ExerciseRef[];
};

export type CoursePeople = {
  readonly course: CourseRef;
  readonly joinCode: string;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: "student" | "assistant" | "instructor";
    /** Who asks. */
    readonly self: boolean;
  }[];
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
    /** Percent of the course by the weights of its problem sets; null is blank. */
    readonly courseTotal: number | null;
  }[];
  readonly outOf: number;
  /** Percent that all problem sets are worth together. */
  readonly weights: number;
};
