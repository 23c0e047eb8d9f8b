// Prints the SQL that leads from the checked-in migrations to prisma/schema.prisma; `--name NAME` writes it as the next migration.
// Review what it writes: roles, triggers and partial indexes are added by hand.
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { tsImport } from "tsx/esm/api";
import { at } from "./lib/paths.mjs";

/**
 * SQL from a database, where all migrations were applied, to the schema file; `null` where they agree.
 * @param from the database's address, or "empty" to write the whole schema (the address is needed all the same)
 */
export async function differenceSql(connectionString, from = "database") {
  const engine = await schemaEngine(connectionString);
  const files = [{ path: "schema.prisma", content: schemaText() }];
  const { stdout } = await engine.diff({
    from: from === "empty" ? { tag: "empty" } : { tag: "schemaDatasource", files, configDir: at("prisma") },
    to: { tag: "schemaDatamodel", files },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
  });
  return !stdout || stdout.includes("This is an empty migration") ? null : stdout;
}

const schemaText = () => fs.readFileSync(at("prisma", "schema.prisma"), "utf8");

/** Prisma's schema engine as WebAssembly, put together by hand: its entry imports `.wasm`, which Node 20 does not load. */
async function schemaEngine(connectionString) {
  const folder = at("node_modules", "@prisma", "schema-engine-wasm");
  const glue = await import(pathToFileURL(`${folder}/schema_engine_bg.js`).href);
  const module = new WebAssembly.Module(fs.readFileSync(`${folder}/schema_engine_bg.wasm`));
  const { exports } = new WebAssembly.Instance(module, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils");
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }));
  return glue.SchemaEngine.new({ datamodels: [["schema.prisma", schemaText()]] }, () => {}, adapter);
}

async function main() {
  const { startTestPostgres } = await tsImport("../lib/platform/db/testing.ts", import.meta.url);
  const database = await startTestPostgres();
  try {
    const sql = await differenceSql(database.owner);
    const name = process.argv[process.argv.indexOf("--name") + 1];
    if (!sql) console.log("Migrations and schema agree.");
    else if (!process.argv.includes("--name")) console.log(sql);
    else {
      const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
      const folder = at("prisma", "migrations", `${stamp}_${name}`);
      fs.mkdirSync(folder);
      fs.writeFileSync(`${folder}/migration.sql`, sql);
      console.log(`Wrote ${folder}/migration.sql. Review it.`);
    }
  } finally {
    await database.stop();
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) await main();
