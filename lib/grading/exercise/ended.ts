import type { RunOutcome, SourcePlace } from "#lib/core/runner.ts";

export type Unfinished = Exclude<RunOutcome, { status: "ok" }>;

/** The author's file behind a file of a run; null where it is the platform's own. */
export type AuthorsFile = (name: string) => string | null;

/**
 * How an author's file ended where it gave no result: file, line and column of the innermost place in it, and what was said there.
 * `entry`: the author's file that was asked, where the run knows no place in any.
 */
export function endedWords(outcome: Unfinished, entry: string, fileOf: AuthorsFile = (name) => name): string {
  const at = placeIn(outcome, fileOf);
  const where = at === null ? entry : `${fileOf(at.file)}:${at.line}:${at.column}`;
  return `${where} ${said(outcome)}`;
}

function placeIn(outcome: Unfinished, fileOf: AuthorsFile): SourcePlace | null {
  const places = "error" in outcome ? [outcome.error.at, ...outcome.error.stack] : "at" in outcome ? [outcome.at] : [];
  return places.find((place) => place !== null && fileOf(place.file) !== null) ?? null;
}

function said(outcome: Unfinished): string {
  if ("error" in outcome) return outcome.error.message;
  if (outcome.status === "malformed") return outcome.message;
  if (outcome.status === "killed") return "was stopped by the clock. Look for a loop without an end.";
  const what = outcome.status === "outOfBudget" ? "step budget" : "memory";
  return `The ${what} is used up. Look for a loop without an end.`;
}
