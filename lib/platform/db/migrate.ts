import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { projectRoot } from "./root.ts";

/** Any number of starts may migrate at once; one does, the others wait for it. */
const LOCK = 7_215_004_101;

/** Revision of graphile-worker's own tables that this version of it brings. */
export const QUEUE_REVISION = 19;

/** Prisma's own bookkeeping, so that its command line can take over. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Brings a database to the state of `prisma/migrations`: the queue's tables, ours, then roles and grants.
 * Changes nothing where all is there already. Takes the owner's address.
 * @returns names of the migrations that were applied now
 * @throws when an applied migration's file was changed since
 */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "nablab-migrate" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await migrateQueue(client, ownerUrl);
    await client.query(BOOKKEEPING);
    const applied: string[] = [];
    const known = await appliedMigrations(client);
    for (const { name, sql, checksum } of readMigrations()) {
      const before = known.get(name);
      if (before === checksum) continue;
      if (before) throw new Error(`prisma/migrations/${name} was changed after this database had applied it`);
      await applyOne(client, name, sql, checksum);
      applied.push(name);
    }
    await client.query(fs.readFileSync(path.join(projectRoot(), "prisma", "grants.sql"), "utf8"));
    return applied;
  } finally {
    await client.end();
  }
}

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** In order of their names; the checksum is Prisma's, SHA-256 of the file. */
export function readMigrations(): readonly Migration[] {
  const folder = path.join(projectRoot(), "prisma", "migrations");
  const names = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => {
      const sql = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

async function appliedMigrations(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function applyOne(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`prisma/migrations/${name} could not be applied`, { cause: error });
  }
}

/** graphile-worker's tables, by its own migrations. It is loaded only when they are behind: that takes longer than the rest. */
async function migrateQueue(client: pg.Client, connectionString: string): Promise<void> {
  const there = await client.query("SELECT to_regclass('graphile_worker.migrations') IS NOT NULL AS there");
  if (there.rows[0]?.there) {
    const { rows } = await client.query("SELECT max(id) AS revision FROM graphile_worker.migrations");
    if (rows[0]?.revision === QUEUE_REVISION) return;
  }
  const { runMigrations } = await import("graphile-worker");
  await runMigrations({ connectionString });
}
