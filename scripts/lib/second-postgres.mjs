import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { freePort } from "./ports.mjs";
import { makeCluster, postgresPlace, postgresReady, spawnPostgres } from "./postgres.mjs";

/**
 * Starts a PostgreSQL that the product did not make and knows only by its address: one superuser, an empty database.
 * @param folder where it lies; deleted with `stop`
 * @returns `{ url, stop }`
 */
export async function startSecondPostgres(folder) {
  fs.mkdirSync(folder, { mode: 0o711 });
  const place = postgresPlace(folder);
  const password = randomBytes(12).toString("hex");
  await makeCluster(place, password);
  const port = await freePort();
  const child = spawnPostgres(place, port);
  await postgresReady(place, child);
  const { default: pg } = await import("pg");
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password });
  await client.connect();
  await client.query("CREATE DATABASE course");
  await client.end();
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/course`,
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      await gone;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
