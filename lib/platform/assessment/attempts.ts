import type { WindowState } from "./window.ts";

/** An attempt that was handed in, as far as counting goes. */
export type Counted = {
  readonly number: number;
  /** Null is blank. */
  readonly points: number | null;
  /** The platform could not grade it: it costs no attempt. */
  readonly free: boolean;
};

/** Attempts that were used up: those handed in, less those that are free. */
export const attemptsUsed = (attempts: readonly Counted[]): number => attempts.filter(({ free }) => !free).length;

/** The attempt that counts: the one with most points, of equal ones the latest; null while none has points. */
export function countingAttempt(attempts: readonly Counted[]): number | null {
  let best: Counted | null = null;
  for (const attempt of attempts) {
    if (attempt.points === null || attempt.free) continue;
    const better = best === null || attempt.points > (best.points ?? 0);
    const later = best !== null && attempt.points === best.points && attempt.number > best.number;
    if (better || later) best = attempt;
  }
  return best?.number ?? null;
}

/**
 * The `of` in "attempt 2 of 5": the limit, and one more for each free attempt, since numbers go on; null is unlimited.
 */
export function attemptsInAll(limit: number | null, attempts: readonly Counted[]): number | null {
  return limit === null ? null : limit + attempts.filter(({ free }) => free).length;
}

export type Admission =
  | { readonly admitted: true; readonly attempt: number; readonly of: number | null }
  | { readonly admitted: false; readonly because: "not-open" | "closed" | "no-attempts-left" };

/** Whether one more answer is taken now. */
export function admission(limit: number | null, attempts: readonly Counted[], state: WindowState): Admission {
  if (state === "not-open" || state === "closed") return { admitted: false, because: state };
  if (limit !== null && attemptsUsed(attempts) >= limit) return { admitted: false, because: "no-attempts-left" };
  const last = Math.max(0, ...attempts.map(({ number }) => number));
  return { admitted: true, attempt: last + 1, of: attemptsInAll(limit, attempts) };
}
