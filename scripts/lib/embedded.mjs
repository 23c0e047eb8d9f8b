import { makeDataFolder } from "./data.mjs";
import { forgetSeed, makeRoles } from "./database.mjs";
import { postgresPart } from "./parts.mjs";
import { freePort } from "./ports.mjs";
import { makeCluster, postgresPlace, postgresReady, stopOrphan } from "./postgres.mjs";

/**
 * Starts the bundled PostgreSQL under a supervisor, with its roles and database.
 * With DATABASE_URL there is nothing to start.
 * The part ends last: it belongs to no group of the session.
 * @returns `{ port }`, or null
 */
export async function startDatabase({ secrets, supervise, say }) {
  if (process.env.DATABASE_URL) return null;
  makeDataFolder();
  const place = postgresPlace();
  say("Starting the database");
  await stopOrphan(place);
  if (await makeCluster(place, secrets.database.superuser)) forgetSeed();
  const port = await freePort();
  const part = postgresPart(place, port);
  const child = supervise.start(part);
  if (!child) return null;
  await postgresReady(place, child);
  await makeRoles(secrets, port);
  return { port };
}
