import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "#generated/prisma/client.ts";

/** The database itself, or a transaction on it; every table's functions take one. */
export type Tx = Prisma.TransactionClient;

const shared = globalThis as { nablabDatabase?: PrismaClient };

/** One client per process, made at the first use: a build evaluates modules where there is no database. */
export function database(): PrismaClient {
  shared.nablabDatabase ??= open();
  return shared.nablabDatabase;
}

function open(): PrismaClient {
  const max = Number(process.env.DATABASE_POOL ?? 10);
  const adapter = new PrismaPg({ connectionString: databaseUrl(), max, connectionTimeoutMillis: 10_000 });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 15_000, timeout: 20_000 } });
}

/** Address of the database for this process's role. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL names no database");
  return url;
}

export async function closeDatabase(): Promise<void> {
  const open = shared.nablabDatabase;
  delete shared.nablabDatabase;
  await open?.$disconnect();
}

/** Runs in one transaction at READ COMMITTED; row locks and unique constraints guard what must not race. */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return database().$transaction(work);
}

/** The database's clock: it alone decides about deadlines. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error("the database told no time");
  return row.now;
}

/** For a JSON column. What goes in was parsed or made by us; it comes out as what it went in as. */
export const toJson = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;
export const fromJson = <T>(value: Prisma.JsonValue): T => value as unknown as T;

/** Prisma's and PostgreSQL's own: P2039 alone says only that PostgreSQL refused, and its reason stands inside. */
const UNREACHABLE = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "57P01", "57P02", "57P03", "08006"]);

type Failed = {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly meta?: { readonly driverAdapterError?: unknown };
};

/** Whether an error says that the database cannot be reached at the moment, rather than that we have a bug. */
export function isUnreachable(error: unknown): boolean {
  for (let e = error as Failed | undefined; e; e = (e.cause ?? e.meta?.driverAdapterError) as Failed | undefined) {
    for (const code of [e.code, e.originalCode])
      if (typeof code === "string" && (UNREACHABLE.has(code) || /^E(CONNREFUSED|CONNRESET|PIPE)$/.test(code)))
        return true;
    if (
      /Connection terminated|Can't reach database|closed the connection|timeout exceeded when trying to connect/i.test(
        String(e.message),
      )
    )
      return true;
  }
  return false;
}
