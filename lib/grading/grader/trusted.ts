import { type Budget, type Call, type CallResult, PlatformFault, type Runner } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import { endedWords } from "../exercise/index.ts";

/** Authors' code has a wide budget; where it ends otherwise than well, the exercise has to be corrected, not the answer. */
export const TRUSTED: Budget = { fuel: 60_000, tensorBytes: 128_000_000 };

/** What an author's code did instead of giving a result. Makes a check ungradable: never the student's fault. */
export class AuthorFault extends Error {
  override readonly name = "AuthorFault";
}

export type SourceFile = {
  readonly name: string;
  readonly source: string;
  /** The author's file that it is, where that has another name; null where it is the platform's. */
  readonly of?: string | null | undefined;
};

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
  const sources = files.map(({ name, source }) => ({ name, source }));
  const outcome = await runner.run({ place: "trusted", files: sources, calls, budget, seed });
  if (outcome.status === "ok") return outcome.results;
  if (outcome.status === "killed") throw new PlatformFault("trusted code was stopped by the clock");
  const names = new Map(files.map(({ name, of = name }) => [name, of]));
  const entry = [...names.values()].findLast((name) => name !== null) ?? "a file";
  throw new AuthorFault(endedWords(outcome, entry, (name) => names.get(name) ?? null));
}
