import { EventEmitter } from "node:events";
import { Logger, run, type WorkerEvents } from "graphile-worker";
import { z } from "zod";
import { Alive } from "./alive.ts";

const payload = z.object({ submissionId: z.uuid() });

export type Work = {
  readonly url: string;
  /** Only jobs of this engine are seen. */
  readonly engine: string;
  readonly concurrency: number;
  /** Grades; may be called twice for the same submission. A throw is tried again later. */
  readonly grade: (submissionId: string, workerId: string) => Promise<void>;
  /** Called every two seconds, for what the caller has to look after. */
  readonly sweep: (alive: Alive) => Promise<void>;
  readonly report: (sentence: string) => void;
};

export type Working = {
  /** Takes no new job, finishes those at work, and lets go of the database. */
  readonly stop: () => Promise<void>;
};

const SWEEP_MS = 2000;

/** Takes grading jobs until stopped. Any number of processes may work on the same database. */
export async function work(options: Work): Promise<Working> {
  const alive = new Alive(options.url, options.engine);
  await alive.start();
  await alive.sweep();
  const events: WorkerEvents = new EventEmitter() as WorkerEvents;
  // Jobs are locked in the name of the pool, of which each process has one.
  events.on("pool:create", ({ workerPool }) => void alive.add(workerPool.id).catch(complain(options)));
  const runner = await run({
    connectionString: options.url,
    maxPoolSize: options.concurrency + 2,
    noHandleSignals: true,
    events,
    logger: quietLogger(options.report),
    taskList: {
      [`grade:${options.engine}`]: (raw, helpers) =>
        options.grade(payload.parse(raw).submissionId, helpers.job.locked_by ?? "worker"),
    },
    preset: {
      worker: {
        concurrentJobs: options.concurrency,
        pollInterval: 1000,
        // Zero: batched, the completion of the last job before a stop is lost, and the job stays locked for hours.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        gracefulShutdownAbortTimeout: 14_000,
      },
    },
  });
  let sweeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweeping.then(() => sweepOnce(alive, options)).catch(complain(options));
  }, SWEEP_MS);
  return {
    async stop() {
      clearInterval(timer);
      await runner.stop();
      await sweeping;
      await alive.stop();
    },
  };
}

async function sweepOnce(alive: Alive, options: Work): Promise<void> {
  const dead = await alive.sweep();
  if (dead > 0)
    options.report(`Freed the jobs of ${dead} ${dead === 1 ? "worker" : "workers"} that ended without notice.`);
  await options.sweep(alive);
}

const complain = (options: Work) => (error: unknown) =>
  options.report(`The queue's housekeeping met ${String(error)}.`);

/** The queue's own log at the level of a warning or worse. */
const quietLogger = (report: Work["report"]) =>
  new Logger(() => (level, message) => {
    if (level === "error" || level === "warning") report(message);
  });
