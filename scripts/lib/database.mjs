import fs from "node:fs";
import { inData } from "./data.mjs";
import { at } from "./paths.mjs";
import { Explained, runNode } from "./run.mjs";
import { hashInputs } from "./stamps.mjs";

const roles = ["owner", "web", "worker"];

/** The addresses of the database for each role; with DATABASE_URL they are all that one. */
export function databaseUrls(secrets, port) {
  const external = process.env.DATABASE_URL;
  if (external) {
    const { DATABASE_OWNER_URL, DATABASE_WORKER_URL } = process.env;
    return { owner: DATABASE_OWNER_URL ?? external, web: external, worker: DATABASE_WORKER_URL ?? external };
  }
  const url = (role) => `postgresql://nablab_${role}:${secrets.database[role]}@127.0.0.1:${port}/nablab`;
  return Object.fromEntries(roles.map((role) => [role, url(role)]));
}

/** Makes the three roles and the database of the embedded cluster, as its superuser. Passwords are base64url. */
export async function makeRoles(secrets, port) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password: secrets.database.superuser });
  await client.connect().catch((error) => {
    if (error.code !== "28P01") throw error;
    throw new Explained(
      "The secrets in the data folder do not open its database: secrets.json was replaced. Put the old file back, or run `npm run reset-demo` to begin anew.",
    );
  });
  try {
    const present = new Set((await client.query("SELECT rolname FROM pg_roles")).rows.map((row) => row.rolname));
    for (const role of roles) {
      const verb = present.has(`nablab_${role}`) ? "ALTER" : "CREATE";
      const rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS";
      await client.query(`${verb} ROLE nablab_${role} ${rights} PASSWORD '${secrets.database[role]}'`);
    }
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'nablab'");
    if (rowCount === 0) await client.query("CREATE DATABASE nablab OWNER nablab_owner");
    await client.query("REVOKE ALL ON DATABASE nablab FROM PUBLIC");
    await client.query("GRANT CONNECT ON DATABASE nablab TO nablab_web, nablab_worker");
  } finally {
    await client.end();
  }
}

/** Applies what is missing of the migrations, ours and the queue's, as the owner. */
export const migrate = (env) => runNode(at("dist", "migrate.mjs"), [], { env, title: "The migration" });

const seedStamp = inData("seed.stamp");
const seedFingerprint = () => hashInputs(["dist/seed.mjs", "exercises", "generated/engine-hash.ts"]);

/** To be called where a cluster is made or thrown away: nothing is seeded then. */
export const forgetSeed = () => fs.rmSync(seedStamp, { force: true });

/**
 * Brings the demo course to the state of the checkout: exercises by content, people once. In the embedded database this is
 * skipped while neither has changed; what lies behind DATABASE_URL may have been replaced since.
 */
export async function seed(env) {
  const fingerprint = seedFingerprint();
  const embedded = !process.env.DATABASE_URL;
  if (embedded && fs.existsSync(seedStamp) && fs.readFileSync(seedStamp, "utf8") === fingerprint) return;
  forgetSeed();
  await runNode(at("dist", "seed.mjs"), [], { env, title: "Seeding the demo course" });
  if (embedded) fs.writeFileSync(seedStamp, fingerprint);
}
