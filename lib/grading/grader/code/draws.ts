/**
 * How many draws of hidden cases an install takes in turn: what follows from an exercise and a draw alone (cases, calls, the
 * solution's results) is made once for each. The server's key says which cases they are, and a submission's id which of them is taken.
 */
export const DRAWS = 64;

/** What is kept of one exercise's draw, whatever answers come. */
export type Kept = {
  readonly now: <T>(key: string, make: () => T) => T;
  /** Kept once it is there: two that ask at the same time both make it, so that neither waits for the other's runs. */
  readonly later: <T>(key: string, make: () => Promise<T>) => Promise<T>;
};

/** For one grading, or for many of the same draw. A key names one type of value. */
export function createKept(): Kept {
  const there = new Map<string, unknown>();
  const now = <T>(key: string, make: () => T): T => {
    if (!there.has(key)) there.set(key, make());
    return there.get(key) as T;
  };
  const later = async <T>(key: string, make: () => Promise<T>): Promise<T> => {
    if (!there.has(key)) there.set(key, await make());
    return there.get(key) as T;
  };
  return { now, later };
}

/** Draws that are kept in one process, of all exercises: some 50 kB each. */
const MOST = 4 * DRAWS;
const draws = new Map<string, Kept>();

/** What is kept of a part's draw. The exercise is told by its hash, so that an edited one begins anew. */
export function keptOf(exerciseHash: string, partId: string, seed: string): Kept {
  const key = `${exerciseHash}/${partId}/${seed}`;
  const kept = draws.get(key) ?? createKept();
  draws.delete(key);
  draws.set(key, kept);
  const [oldest] = draws.keys();
  if (draws.size > MOST && oldest !== undefined) draws.delete(oldest);
  return kept;
}
