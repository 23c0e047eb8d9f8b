import type { Progress, RunOutcome, RunRequest } from "#lib/core/runner.ts";

/**
 * Between a thread or worker and its parent. Only what can be cloned crosses: requests, outcomes, progress. `id` pairs an
 * answer with its question.
 */
export type RunMessage = { readonly type: "run"; readonly id: number; readonly request: RunRequest };

export type Reply<Value> =
  | { readonly type: "ready" }
  | { readonly type: "progress"; readonly id: number; readonly points: readonly Progress[] }
  | { readonly type: "done"; readonly id: number; readonly value: Value }
  /** The platform's own fault, in words for its log. */
  | { readonly type: "fault"; readonly id: number; readonly message: string };

export type RunReply = Reply<RunOutcome>;

/** Sent once to a Web Worker before anything else: where the interpreter's wasm lies. */
export type InitMessage = { readonly type: "init"; readonly wasmUrl: string };

/** Points of progress reach the page at most this often, in milliseconds between batches. */
export const PROGRESS_EVERY_MS = 50;
