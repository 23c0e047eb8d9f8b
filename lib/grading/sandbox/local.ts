import type { Place, Runner, RunOutcome, RunRequest } from "#lib/core/runner.ts";
import { createInstance, type EngineOptions, type Instance } from "./boundary/index.ts";
import { runSession } from "./session.ts";

export type LocalOptions = EngineOptions & {
  /** Wall-clock backstop of one run in milliseconds; its outcome is `killed`. 10,000 if left out. */
  readonly deadlineMs?: number;
};

const DEADLINE_MS = 10_000;

/**
 * Runs in this thread, one request after the other. Guest and trusted code have an instance each, made when first
 * needed; every run begins from pristine memory with a fresh interpreter.
 */
export function createLocalRunner(options: LocalOptions = {}): Runner {
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

  const one: Runner["run"] = async (request, runOptions): Promise<RunOutcome> => {
    const instance = await ready(request.place);
    const forget = () => instances.delete(request.place);
    try {
      const { outcome, clean } = runSession(instance, request, { ...runOptions, deadlineMs });
      if (!clean) forget();
      return outcome;
    } catch (error) {
      forget();
      throw error;
    }
  };

  const run: Runner["run"] = (request: RunRequest, runOptions) => {
    const turn = last.then(() => one(request, runOptions));
    last = turn.catch(() => undefined);
    return turn;
  };
  return { run };
}
