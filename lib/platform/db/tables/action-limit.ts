import type { Tx } from "../client.ts";

/**
 * Counts one use of a key within its window of `seconds` (fixed, from the first use on), in one statement.
 * @returns uses so far, this one included, and seconds until the window ends
 */
export async function countUse(
  tx: Tx,
  key: string,
  seconds: number,
): Promise<{ readonly count: number; readonly endsIn: number }> {
  const [row] = await tx.$queryRaw<{ count: number; ends_in: number }[]>`
    INSERT INTO action_limit AS present (key, count, window_ends)
    VALUES (${key}, 1, clock_timestamp() + make_interval(secs => ${seconds}))
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN present.window_ends < clock_timestamp() THEN 1 ELSE present.count + 1 END,
      window_ends = CASE WHEN present.window_ends < clock_timestamp() THEN excluded.window_ends ELSE present.window_ends END
    RETURNING count, ceil(extract(epoch FROM window_ends - clock_timestamp()))::int AS ends_in`;
  if (!row) throw new Error("the counter gave nothing back");
  return { count: row.count, endsIn: Math.max(1, row.ends_in) };
}

/** Uses in the present window; null where none runs. */
export async function selectOptionalUses(
  tx: Tx,
  key: string,
): Promise<{ readonly count: number; readonly endsIn: number } | null> {
  const [row] = await tx.$queryRaw<{ count: number; ends_in: number }[]>`
    SELECT count, ceil(extract(epoch FROM window_ends - clock_timestamp()))::int AS ends_in
    FROM action_limit WHERE key = ${key} AND window_ends >= clock_timestamp()`;
  return row ? { count: row.count, endsIn: Math.max(1, row.ends_in) } : null;
}

export async function forgetUses(tx: Tx, key: string): Promise<void> {
  await tx.actionLimit.deleteMany({ where: { key } });
}

export async function deleteEndedWindows(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM action_limit WHERE window_ends < clock_timestamp() - interval '1 day'`;
}
