const shared = globalThis as { nablabTurns?: Map<string, Promise<unknown>> };

/**
 * Runs the work of one key one after the other in this process, so that a person who sends a hundred requests waits for himself
 * and not the others for him. What must hold across processes is held by the database's locks.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  shared.nablabTurns ??= new Map();
  const turns = shared.nablabTurns;
  const mine = (turns.get(key) ?? Promise.resolve()).then(work, work);
  turns.set(key, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(key) === mine) turns.delete(key);
  }
}
