import type { Answer } from "#lib/core/answer.ts";
import type { CheckReport, RunReport } from "#lib/core/report.ts";
import type { Progress, RunOutcome, RunRequest } from "#lib/core/runner.ts";

/**
 * Between a thread or worker and its parent. Only what can be cloned crosses: requests, outcomes, progress. `id` pairs a
 * reply with its question.
 */
type Reply<Value> =
  | { readonly type: "done"; readonly id: number; readonly value: Value }
  /** The platform's own fault, in words for its log. */
  | { readonly type: "fault"; readonly id: number; readonly message: string };

/** Sent while a run goes on. */
type ProgressMessage = { readonly type: "progress"; readonly id: number; readonly points: readonly Progress[] };

/** A run for a thread of the server's pool. */
export type ThreadTask = {
  readonly id: number;
  readonly request: RunRequest;
  readonly deadlineMs: number;
  readonly progress: boolean;
};

export type ThreadReply = Reply<RunOutcome>;

/** `begun` says that the interpreter stands and the clock of the run starts, and how long the run has. */
export type ThreadMessage =
  | ProgressMessage
  | { readonly type: "begun"; readonly id: number; readonly deadlineMs: number };

/** The first message to a Web Worker: where the interpreter's wasm lies. */
export type StartMessage = { readonly type: "start"; readonly wasmUrl: string; readonly deadlineMs: number };

/** What a Web Worker can be asked. The exercise is a `PublicExercise`, which this folder does not know. */
export type WorkerAsk =
  | { readonly type: "run"; readonly request: RunRequest }
  | {
      readonly type: "gradePublic";
      readonly exercise: object;
      readonly answer: Answer;
      /** Only this part. */
      readonly partId?: string;
      readonly withoutTraining?: boolean;
    };

/** What comes of it, by what was asked. */
export type WorkerAnswers = { readonly run: RunOutcome; readonly gradePublic: RunReport };

export type WorkerQuestion = { readonly type: "ask"; readonly id: number; readonly ask: WorkerAsk };

/** From a Web Worker, while it works and at the end. */
export type WorkerMessage =
  | ThreadMessage
  | { readonly type: "check"; readonly id: number; readonly partId: string; readonly check: CheckReport }
  | Reply<WorkerAnswers[WorkerAsk["type"]]>;

/** Does what was asked and makes the reply of it. A throw is the platform's fault. */
export async function answer<Value>(id: number, work: () => Promise<Value>): Promise<Reply<Value>> {
  try {
    return { type: "done", id, value: await work() };
  } catch (error) {
    return { type: "fault", id, message: error instanceof Error ? error.message : "unknown" };
  }
}
