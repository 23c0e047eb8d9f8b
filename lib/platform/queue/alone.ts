import pg from "pg";

/**
 * Does the work where no other process on the same database does work of that name; else nothing. The lock goes with the connection,
 * however the process ends.
 */
export async function alone(url: string, name: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "nablab-alone", keepAlive: true });
  // Without the connection another process may begin, too; the work is such that this does no harm.
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine",
      [name],
    );
    if (rows[0]?.mine) await work();
  } finally {
    await client.end().catch(() => {});
  }
}
