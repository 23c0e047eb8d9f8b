import {
  type Budget,
  type Call,
  type CallResult,
  PlatformFault,
  type Runner,
  type RunOutcome,
} from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";

/** Authors' code has a wide budget; where it ends otherwise than well, the exercise has to be corrected, not the answer. */
export const TRUSTED: Budget = { fuel: 60_000, tensorBytes: 128_000_000 };

/** What an author's code did instead of giving a result. Makes a check ungradable: never the student's fault. */
export class AuthorFault extends Error {
  override readonly name = "AuthorFault";
}

export type SourceFile = { readonly name: string; readonly source: string };

/** Calls in the trusted place; throws an `AuthorFault` where one does not give a result, a `PlatformFault` where the clock stopped it. */
export async function runTrusted(
  runner: Runner,
  files: readonly SourceFile[],
  calls: readonly Call[],
  seed: number,
  budget: Budget = TRUSTED,
): Promise<readonly Value[]> {
  return (await resultsOf(runner, files, calls, seed, budget)).map(({ value }) => value);
}

/** As `runTrusted`, of which only the steps that all calls took together are wanted. */
export async function trustedEffort(
  runner: Runner,
  files: readonly SourceFile[],
  calls: readonly Call[],
  seed: number,
): Promise<number> {
  return (await resultsOf(runner, files, calls, seed, TRUSTED)).reduce((sum, { effort }) => sum + effort, 0);
}

async function resultsOf(
  runner: Runner,
  files: readonly SourceFile[],
  calls: readonly Call[],
  seed: number,
  budget: Budget,
): Promise<readonly CallResult[]> {
  if (calls.length === 0) return [];
  const outcome = await runner.run({ place: "trusted", files, calls, budget, seed });
  if (outcome.status === "ok") return outcome.results;
  if (outcome.status === "killed") throw new PlatformFault("trusted code was stopped by the clock");
  throw new AuthorFault(endedWords(outcome, files.at(-1)?.name ?? "a file"));
}

/** How authors' code ended, where it gave no result: in which file and line, and with which words. */
export function endedWords(outcome: Exclude<RunOutcome, { status: "ok" | "killed" }>, entry: string): string {
  const at = "error" in outcome ? outcome.error.at : null;
  const why =
    "error" in outcome
      ? `${outcome.error.message} (line ${at?.line ?? "?"})`
      : "message" in outcome
        ? outcome.message
        : "";
  return `${at?.file ?? entry} ended as ${outcome.status}: ${why}`;
}
