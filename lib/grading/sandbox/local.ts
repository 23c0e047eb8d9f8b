import type { Place, RunOutcome, RunRequest } from "#lib/core/runner.ts";
import { createInstance, type EngineOptions, type Instance } from "./boundary/index.ts";
import { practiceAt } from "./practice.ts";
import { runSession, type SessionOptions } from "./session.ts";

export type LocalOptions = EngineOptions & {
  /** Wall-clock backstop of one run of usual fuel in milliseconds; its outcome is `killed`. 30,000 if left out. */
  readonly deadlineMs?: number;
};

const DEADLINE_MS = 30_000;
/** Fuel for which a deadline is meant: a run that may use more has as much more time, so that its fuel decides and not the clock. */
const MEANT = 20_000;
/** No run has more than this times the deadline, whatever its fuel. */
const MOST = 3;
/** After a second run of the same there is little left to be made ready. */
const PRACTICES = 2;

export type LocalRunner = {
  /** As `Runner.run`; `deadlineMs` is for this run alone. */
  readonly run: (request: RunRequest, options?: SessionOptions & OnBegin) => Promise<RunOutcome>;
  /** Makes the instances of these places (for student code if left out) ahead of the first run, and runs a little in them. */
  readonly warm: (places?: readonly Place[]) => Promise<void>;
};

/** Told once the interpreter stands, right before the run, with the wall-clock milliseconds that it has. */
type OnBegin = { readonly onBegin?: (deadlineMs: number) => void };

/**
 * Runs in this thread, one request after the other. Guest and trusted code have an instance each, made when first
 * needed; every run begins from pristine memory with a fresh interpreter.
 */
export function createLocalRunner(options: LocalOptions = {}): LocalRunner {
  const { deadlineMs = DEADLINE_MS, ...engine } = options;
  const instances = new Map<Place, Instance>();
  let last: Promise<unknown> = Promise.resolve();

  const ready = async (place: Place): Promise<Instance> => {
    const there = instances.get(place);
    if (there?.restorePristine()) return there;
    const made = await createInstance(engine);
    instances.set(place, made);
    return made;
  };

  const one: LocalRunner["run"] = async (request, runOptions): Promise<RunOutcome> => {
    const instance = await ready(request.place);
    const forget = () => instances.delete(request.place);
    const has = (runOptions?.deadlineMs ?? deadlineMs) * Math.min(MOST, Math.max(1, request.budget.fuel / MEANT));
    runOptions?.onBegin?.(has);
    try {
      const { outcome, clean } = runSession(instance, request, { ...runOptions, deadlineMs: has });
      if (!clean) forget();
      return outcome;
    } catch (error) {
      forget();
      throw error;
    }
  };

  const run: LocalRunner["run"] = (request: RunRequest, runOptions) => {
    const turn = last.then(() => one(request, runOptions));
    last = turn.catch(() => undefined);
    return turn;
  };
  const warm: LocalRunner["warm"] = async (places = ["guest"]) => {
    for (const place of places) for (let k = 0; k < PRACTICES; k++) await run(practiceAt(place));
  };
  return { run, warm };
}
