import { PlatformFault, type Runner } from "#lib/core/runner.ts";
import type { Check } from "../../exercise/index.ts";
import { AuthorFault } from "../trusted.ts";
import type { CodeContext, Judged } from "./context.ts";
import { confirmDerivative } from "./derivative-confirmed.ts";
import { judge } from "./table.ts";
import { together } from "./together.ts";

export type Confirmed = {
  /** Of those checks that hold, what was found. Of the others nothing is known. */
  readonly held: ReadonlyMap<Check, Judged>;
  /** The file was loaded, and nothing that it did until now printed a line. */
  readonly loaded: boolean;
};

/**
 * The checks of an answer that hold, found in three runs: most answers that are handed in are right, and most checks of the
 * others hold. A check that is not among them has to be judged by itself: in a run that it shares with others a function may do
 * what it does not do alone.
 */
export async function confirm(
  checks: readonly Check[],
  runner: Runner,
  contextOf: (runner: Runner) => CodeContext,
): Promise<Confirmed> {
  const works = checks.map((check) => (shared: Runner) => confirmed(contextOf(shared), check));
  const { settled, ended, silent } = await together(runner, works);
  const held = new Map<Check, Judged>();
  for (const [i, one] of settled.entries()) {
    if (one.status === "fulfilled" && one.value?.held === true && ended) held.set(checks[i] as Check, one.value);
    if (one.status === "rejected" && !isTold(one.reason)) throw one.reason;
  }
  return { held, loaded: ended && silent };
}

/** Faults that the check will meet again by itself, if they are its own. */
const isTold = (error: unknown): boolean => error instanceof AuthorFault || error instanceof PlatformFault;

const confirmed = (context: CodeContext, check: Check): Promise<Judged | null> =>
  "consistent" in check ? confirmDerivative(context, check.id, check.consistent) : judge(context, check);
