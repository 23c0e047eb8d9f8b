import type { CheckReport } from "#lib/core/report.ts";
import { PlatformFault, type Progress, type Runner } from "#lib/core/runner.ts";
import type { StartMessage, WorkerAnswers, WorkerAsk, WorkerMessage, WorkerQuestion } from "./protocol.ts";

export type { WorkerAsk } from "./protocol.ts";

type BrowserOptions = {
  /** Address of the bundle of `lib/worker/browser.ts`. */
  readonly workerUrl: string;
  /** Address of the interpreter's wasm. */
  readonly wasmUrl: string;
  /** Wall-clock milliseconds of one run, after which the interpreter stops at its next poll. 30,000 if left out. */
  readonly deadlineMs?: number;
};

/** Heard while the worker works. */
type Listeners = {
  readonly onProgress?: (points: readonly Progress[]) => void;
  readonly onCheck?: (partId: string, check: CheckReport) => void;
};

/** `stopped` says who ended it: the person, or the clock, for what cannot be interrupted. */
export type Started<Value> =
  | { readonly stopped: null; readonly value: Value }
  | { readonly stopped: "person" | "clock" };

export type BrowserRunner = Runner & {
  /** Asks the worker; questions are answered one after the other. Rejects with PlatformFault when the worker is lost. */
  readonly start: <Ask extends WorkerAsk>(
    ask: Ask,
    listeners?: Listeners,
  ) => Promise<Started<WorkerAnswers[Ask["type"]]>>;
  /** Ends what is under way at once and readies a new worker. */
  readonly stop: () => void;
  readonly close: () => void;
};

const DEADLINE_MS = 30_000;
const TERMINATE_AFTER_MS = 500;

type Answered =
  | { readonly stopped: null; readonly value: WorkerAnswers[WorkerAsk["type"]] }
  | { readonly stopped: "person" | "clock" };
type Pending = {
  readonly listeners: Listeners;
  readonly settle: (answered: Answered) => void;
  readonly fault: (message: string) => void;
};

/** Runs in a Web Worker of this page. The worker is started at once, so that it is warm when it is asked. */
export function createBrowserRunner(options: BrowserOptions): BrowserRunner {
  const { deadlineMs = DEADLINE_MS } = options;
  const pending = new Map<number, Pending>();
  let ids = 0;
  let clock: ReturnType<typeof setTimeout> | undefined;
  let worker = spawn();

  function spawn(): Worker {
    const made = new Worker(options.workerUrl, { type: "module", name: "nablab-run" });
    const first: StartMessage = { type: "start", wasmUrl: new URL(options.wasmUrl, location.href).href, deadlineMs };
    made.postMessage(first);
    made.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => hear(data));
    made.addEventListener("error", ({ message }) =>
      end((asked) => asked.fault(message || "the worker was lost"), made),
    );
    return made;
  }

  /** Settles everything that was asked. A new worker takes the place of the one that ended. */
  function end(each: (asked: Pending) => void, ended: Worker): void {
    if (ended !== worker) return;
    clearTimeout(clock);
    worker.terminate();
    const asked = [...pending.values()];
    pending.clear();
    if (asked.length > 0) worker = spawn();
    for (const one of asked) each(one);
  }

  function hear(message: WorkerMessage): void {
    const asked = pending.get(message.id);
    if (asked === undefined) return;
    if (message.type === "progress") asked.listeners.onProgress?.(message.points);
    else if (message.type === "check") asked.listeners.onCheck?.(message.partId, message.check);
    else if (message.type === "begun") watch(worker, message.deadlineMs);
    else {
      clearTimeout(clock);
      pending.delete(message.id);
      if (message.type === "done") asked.settle({ stopped: null, value: message.value });
      else asked.fault(message.message);
    }
  }

  function watch(running: Worker, has: number): void {
    clearTimeout(clock);
    clock = setTimeout(() => end((one) => one.settle({ stopped: "clock" }), running), has + TERMINATE_AFTER_MS);
  }

  const start: BrowserRunner["start"] = <Ask extends WorkerAsk>(ask: Ask, listeners: Listeners = {}) =>
    new Promise<Started<WorkerAnswers[Ask["type"]]>>((resolve, reject) => {
      const id = ++ids;
      const settle = (answered: Answered) => resolve(answered as Started<WorkerAnswers[Ask["type"]]>);
      pending.set(id, { listeners, settle, fault: (message) => reject(new PlatformFault(message)) });
      const question: WorkerQuestion = { type: "ask", id, ask };
      worker.postMessage(question);
    });

  const run: Runner["run"] = async (request, runOptions) => {
    const started = await start({ type: "run", request }, runOptions);
    return started.stopped === null ? started.value : { status: "killed", timesKilled: 1 };
  };

  const stop = () => end((asked) => asked.settle({ stopped: "person" }), worker);
  const close = () => {
    stop();
    worker.terminate();
  };
  return { run, start, stop, close };
}
