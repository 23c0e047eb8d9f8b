import { migrate } from "./migrate.ts";

const url = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_OWNER_URL or DATABASE_URL names the database to migrate");
const applied = await migrate(url);
console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
