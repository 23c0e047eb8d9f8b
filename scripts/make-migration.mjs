// Prints the SQL that leads from the checked-in migrations to prisma/schema.prisma; `--name NAME` writes it as the next migration.
// Review what it writes: roles, triggers and partial indexes are added by hand.
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { tsImport } from "tsx/esm/api";
import { at } from "./lib/paths.mjs";

/** SQL from a database, where all migrations were applied, to the schema file; `null` where they agree. */
async function differenceSql(connectionString) {
  const engine = await schemaEngine(connectionString);
  const files = [{ path: "schema.prisma", content: schemaText() }];
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files, configDir: at("prisma") },
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
  const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = await import("@prisma/driver-adapter-utils");
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { default: pg } = await import("pg");
  const pool = new (catalogueReader(pg.Pool))({ connectionString });
  const factory = new PrismaPg(pool, { disposeExternalPool: true });
  const adapter = bindMigrationAwareSqlAdapterFactory(typedFactory(factory, ColumnTypeEnum.Character));
  return glue.SchemaEngine.new({ datamodels: [["schema.prisma", schemaText()]] }, () => {}, adapter);
}

/** Marks columns of type `"char"` (18), which the system catalogues use and the adapter does not know, and reads them as text (25). */
const catalogueReader = (Pool) =>
  class extends Pool {
    async query(...args) {
      const result = await super.query(...args);
      for (const field of result?.fields ?? []) {
        if (field.dataTypeID === 18) Object.assign(field, { dataTypeID: 25, name: `${field.name}\0char` });
      }
      return result;
    }
  };

/** Gives the marked columns the type that the engine asks for. */
const typedFactory = (factory, character) => ({
  ...bound(factory),
  connect: async () => typedAdapter(await factory.connect(), character),
  connectToShadowDb: async () => typedAdapter(await factory.connectToShadowDb(), character),
});
const typedAdapter = (adapter, character) => ({
  ...bound(adapter),
  async queryRaw(query) {
    const result = await adapter.queryRaw(query);
    const isMarked = result.columnNames.map((name) => name.endsWith("\0char"));
    return {
      ...result,
      columnNames: result.columnNames.map((name) => name.replace("\0char", "")),
      columnTypes: result.columnTypes.map((type, i) => (isMarked[i] ? character : type)),
    };
  },
});
const bound = (object) => {
  const members = {};
  for (let proto = object; proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
    for (const key of Object.getOwnPropertyNames(proto)) {
      if (key !== "constructor" && !(key in members)) {
        members[key] = typeof object[key] === "function" ? object[key].bind(object) : object[key];
      }
    }
  }
  return members;
};

const argument = (flag) => (process.argv.includes(flag) ? process.argv[process.argv.indexOf(flag) + 1] : null);

/** With `--database URL` that database is compared; otherwise one that all migrations were applied to, made for the moment. */
async function difference() {
  const url = argument("--database");
  if (url) return differenceSql(url);
  const { startTestPostgres } = await tsImport("../lib/platform/db/testing.ts", import.meta.url);
  const database = await startTestPostgres();
  try {
    return await differenceSql(database.owner);
  } finally {
    await database.stop();
  }
}

const sql = await difference();
const name = argument("--name");
if (!sql) console.log("Migrations and schema agree.");
else if (!name) console.log(sql);
else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = at("prisma", "migrations", `${stamp}_${name}`);
  fs.mkdirSync(folder);
  fs.writeFileSync(`${folder}/migration.sql`, sql);
  console.log(`Wrote ${folder}/migration.sql. Review it.`);
}
process.exit(0);
