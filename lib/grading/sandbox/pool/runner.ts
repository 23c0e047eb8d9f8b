import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { PlatformFault, type Runner, type RunOptions, type RunOutcome } from "#lib/core/runner.ts";
import { messageOf } from "../endings.ts";
import type { ThreadMessage, ThreadReply, ThreadTask } from "../protocol.ts";
import { Gate } from "./gate.ts";
import { findThreadFile } from "./thread-file.ts";

export type PoolOptions = {
  /** Runs at the same time; one core is left to the process itself if left out. Two more threads wait, warm. */
  readonly threads?: number;
  /** The bundle of `lib/worker/sandbox-thread.ts`; `dist/sandbox-thread.mjs` of the checkout if left out. */
  readonly threadFile?: string;
  /** Wall-clock milliseconds of one run, after which the interpreter stops at its next poll. 30,000 if left out. */
  readonly deadlineMs?: number;
};

export type PoolRunner = Runner & {
  /** Ends all threads; runs still under way are rejected. */
  readonly close: () => Promise<void>;
};

const DEADLINE_MS = 30_000;
/** What cannot be interrupted is terminated this much after its deadline. */
const TERMINATE_AFTER_MS = 150;
/** A thread that has not begun a run by then is counted as lost. */
const START_MS = 30_000;
/** A thread that is lost is no one's fault but the platform's; it is tried this often. */
const TRIES = 3;
const KILLS = 2;
/** Threads that wait besides those at work: as many as one run can use up, so that the next run finds one that is warm. */
const SPARES = KILLS;
/** The thread's own stack: with a small one, what nests deeply overflows it before the guest's own limit is reached. */
const STACK_MB = 16;

type Tried = RunOutcome | { readonly status: "lost"; readonly message: string };

/**
 * Runs on worker threads. A run that had to be killed is tried once more on a fresh interpreter, and is `killed` for good
 * after the second time. A lost thread is replaced and the run repeated; the third loss rejects with PlatformFault.
 */
export function createPoolRunner(options: PoolOptions = {}): PoolRunner {
  const { threads = Math.max(1, availableParallelism() - 1), deadlineMs = DEADLINE_MS } = options;
  const pool = new Piscina<ThreadTask, ThreadReply>({
    filename: options.threadFile ?? findThreadFile(),
    minThreads: threads + SPARES,
    maxThreads: threads + SPARES,
    resourceLimits: { stackSizeMb: STACK_MB },
    concurrentTasksPerWorker: 1,
    atomics: "disabled",
  });
  const gate = new Gate(threads);
  const tasks = new Map<number, Listener>();
  let ids = 0;
  pool.on("message", (message: ThreadMessage) => tasks.get(message.id)?.hear(message));
  // a thread that cannot even load its file says so here, and its task would wait for ever
  pool.on("error", (error: unknown) => {
    for (const task of tasks.values()) task.lose(error);
  });

  const once = async (task: ThreadTask, onProgress: RunOptions["onProgress"]): Promise<Tried> => {
    const watchdog = new AbortController();
    let late = false;
    let timer = setTimeout(() => watchdog.abort(new Error("the thread did not begin")), START_MS);
    tasks.set(task.id, {
      lose: (error) => watchdog.abort(error),
      hear: (message) => {
        if (message.type === "progress") return onProgress?.(message.points);
        clearTimeout(timer);
        timer = setTimeout(() => {
          late = true;
          watchdog.abort();
        }, message.deadlineMs + TERMINATE_AFTER_MS);
      },
    });
    try {
      const reply = await pool.run(task, { signal: watchdog.signal });
      return reply.type === "done" ? reply.value : { status: "lost", message: reply.message };
    } catch (error) {
      if (late || isHeapFull(error)) return { status: "killed", timesKilled: 1 };
      return { status: "lost", message: messageOf(watchdog.signal.reason ?? error) };
    } finally {
      clearTimeout(timer);
      tasks.delete(task.id);
    }
  };

  const run: Runner["run"] = async (request, { onProgress } = {}) => {
    await gate.enter();
    try {
      for (let kills = 0, losses = 0; ; ) {
        const task = { id: ++ids, request, deadlineMs, progress: onProgress !== undefined };
        const tried = await once(task, onProgress);
        if (tried.status === "killed") {
          if (++kills === KILLS) return { status: "killed", timesKilled: kills };
        } else if (tried.status !== "lost") return tried;
        else if (++losses === TRIES) throw new PlatformFault(`the sandbox was lost ${losses} times: ${tried.message}`);
      }
    } finally {
      gate.leave();
    }
  };

  return { run, close: () => pool.destroy() };
}

/** What a task hears while it runs. */
type Listener = { readonly hear: (message: ThreadMessage) => void; readonly lose: (error: unknown) => void };

/** The thread's own JavaScript heap: only a guest fills it, by what it hands out. */
const isHeapFull = (error: unknown): boolean =>
  error instanceof Error && (error as Error & { readonly code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY";
