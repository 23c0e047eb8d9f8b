import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate, QUEUE_REVISION, readMigrations } from "./migrate.ts";
import { startTestPostgres, type TestPostgres } from "./testing.ts";

let postgres: TestPostgres;
const clients: pg.Client[] = [];

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  clients.push(client);
  await client.connect();
  return client;
}

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await postgres.stop();
});

/** The SQLSTATE that a statement ends with, or "done". */
const outcome = (client: pg.Client, sql: string) =>
  client.query(sql).then(
    () => "done",
    (error: pg.DatabaseError) => error.code,
  );
const DENIED = "42501";
const APPEND_ONLY = "23001";

/** What the migration script says about a database. */
async function difference(url: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["scripts/make-migration.mjs", "--database", url]);
  return stdout.trim();
}

describe("the migrations", () => {
  it("lead to the very schema that Prisma knows", async () => {
    expect(await difference(postgres.owner)).toBe("Migrations and schema agree.");
  });

  it("would be seen to differ from another schema", async () => {
    const owner = await connect(postgres.owner);
    await owner.query("ALTER TABLE comment ADD COLUMN planted text");
    expect(await difference(postgres.owner)).toContain('DROP COLUMN "planted"');
    await owner.query("ALTER TABLE comment DROP COLUMN planted");
  });

  it("are applied once, with Prisma's checksums, and wait for one another", async () => {
    const again = await Promise.all([migrate(postgres.owner), migrate(postgres.owner), migrate(postgres.owner)]);
    expect(again).toEqual([[], [], []]);
    const owner = await connect(postgres.owner);
    const { rows } = await owner.query("SELECT migration_name AS name, checksum FROM _prisma_migrations ORDER BY 1");
    expect(rows).toEqual(readMigrations().map(({ name, checksum }) => ({ name, checksum })));
  });

  it("refuse a file that was changed after it was applied", async () => {
    const owner = await connect(postgres.owner);
    const [first] = readMigrations();
    await owner.query("UPDATE _prisma_migrations SET checksum = 'planted' WHERE migration_name = $1", [first?.name]);
    await expect(migrate(postgres.owner)).rejects.toThrow("was changed after this database had applied it");
    await owner.query("UPDATE _prisma_migrations SET checksum = $2 WHERE migration_name = $1", [
      first?.name,
      first?.checksum,
    ]);
  });

  it("know the revision of the queue's own tables", () => {
    const files = fs.readdirSync("node_modules/graphile-worker/sql").map((name) => Number.parseInt(name, 10));
    expect(Math.max(...files.filter(Number.isInteger))).toBe(QUEUE_REVISION);
  });
});

describe("the web server's role", () => {
  it("may append to the audit events, and neither change, remove nor empty them", async () => {
    const web = await connect(postgres.web);
    const insert = `INSERT INTO audit_event (chain, position, action, subject, detail, hash)
      VALUES ('a course', 0, 'test', 'x', '{}', '')`;
    expect(await outcome(web, insert)).toBe("done");
    for (const sql of ["UPDATE audit_event SET action = 'y'", "DELETE FROM audit_event", "TRUNCATE audit_event"])
      expect(await outcome(web, sql)).toBe(DENIED);
  });

  it("may not touch submissions, reports, exercise versions or the queue", async () => {
    const web = await connect(postgres.web);
    const refused = [
      "UPDATE submission SET answer = '{}'",
      "DELETE FROM submission",
      "INSERT INTO report (submission_id) VALUES (gen_random_uuid())",
      "UPDATE report SET points = 12",
      "INSERT INTO exercise_version (hash) VALUES ('x')",
      "SELECT * FROM graphile_worker._private_jobs",
      "SELECT graphile_worker.add_job('x')",
      "CREATE TABLE planted (id int)",
    ];
    for (const sql of refused) expect([sql, await outcome(web, sql)]).toEqual([sql, DENIED]);
  });
});

describe("the worker's role", () => {
  it("sees neither passwords nor sessions, and hands nothing in", async () => {
    const worker = await connect(postgres.worker);
    for (const sql of [
      "SELECT * FROM account",
      "SELECT * FROM session",
      "DELETE FROM report",
      "UPDATE submission SET answer = '{}'",
    ])
      expect([sql, await outcome(worker, sql)]).toEqual([sql, DENIED]);
  });

  it("has a policy on each of the queue's tables, which would be empty to it without", async () => {
    const owner = await connect(postgres.owner);
    const { rows } =
      await owner.query(`SELECT relname FROM pg_class c WHERE relnamespace = 'graphile_worker'::regnamespace
      AND relkind = 'r' AND relrowsecurity AND relname LIKE '\\_private\\_%'
      AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = c.relname AND p.policyname = 'nablab_worker')`);
    expect(rows).toEqual([]);
  });
});

describe("the audit chain", () => {
  it("holds for events written side by side, and tells where the owner of the database changed one", async () => {
    const chain = randomUUID();
    const writers = await Promise.all([1, 2, 3, 4].map(() => connect(postgres.web)));
    const insert = `INSERT INTO audit_event (chain, position, action, subject, detail, hash)
      VALUES ($1, 0, 'test', 'x', '{"n": 1}', '')`;
    const tenTimes = async (web: pg.Client) => {
      for (let i = 0; i < 10; i++) await web.query(insert, [chain]);
    };
    await Promise.all(writers.map(tenTimes));
    const owner = await connect(postgres.owner);
    const breakAt = async () => (await owner.query("SELECT audit_break($1) AS at", [chain])).rows[0].at;
    expect(await breakAt()).toBeNull();
    expect(await outcome(owner, "UPDATE audit_event SET action = 'y'")).toBe(APPEND_ONLY);

    await owner.query("ALTER TABLE audit_event DISABLE TRIGGER append_only");
    await owner.query(`UPDATE audit_event SET detail = '{"n": 2}' WHERE chain = $1 AND position = 17`, [chain]);
    expect(await breakAt()).toBe(17);
    await owner.query(`UPDATE audit_event SET detail = '{"n": 1}' WHERE chain = $1 AND position = 17`, [chain]);
    expect(await breakAt()).toBeNull();
    await owner.query("DELETE FROM audit_event WHERE chain = $1 AND position = 30", [chain]);
    expect(await breakAt()).toBe(31);
    await owner.query("ALTER TABLE audit_event ENABLE TRIGGER append_only");
  });
});

describe("a database with one user", () => {
  it("is migrated by that one address", async () => {
    const superuser = await connect(postgres.super);
    await superuser.query("CREATE DATABASE alone");
    const url = postgres.super.replace("/nablab", "/alone");
    expect(await migrate(url)).toEqual(readMigrations().map(({ name }) => name));
    expect(await migrate(url)).toEqual([]);
  });
});
