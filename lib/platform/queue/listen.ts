import pg from "pg";
import { CHANNEL, type ChannelEvent, databaseUrl } from "#lib/platform/db/index.ts";

/** What a listener hears: an event, or that some may have been missed and the present state is to be read again. */
export type Heard = ChannelEvent | { readonly type: "missed" };

type Listener = (heard: Heard) => void;

/** Kept open between one submission and the next, so that the next does not wait for a connection. */
const IDLE_MS = 60_000;

/** One connection per process that listens, however many pages are open. It reconnects by itself. */
class Ear {
  readonly #listeners = new Set<Listener>();
  #client: pg.Client | null = null;
  #wait = 100;
  #idle: NodeJS.Timeout | undefined;

  /** @returns how to stop */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    clearTimeout(this.#idle);
    void this.#connect();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearTimeout(this.#idle);
      this.#idle = setTimeout(() => void this.#hangUp(), IDLE_MS).unref();
    };
  }

  async #connect(): Promise<void> {
    if (this.#client || this.#listeners.size === 0) return;
    const connectionString = process.env.DATABASE_LISTEN_URL ?? databaseUrl();
    const client = new pg.Client({ connectionString, application_name: "nablab-listen", keepAlive: true });
    this.#client = client;
    client.on("notification", ({ payload }) => payload && this.#tell(JSON.parse(payload) as ChannelEvent));
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#wait = 100;
      // What was sent before LISTEN, or while the connection was down, is lost.
      this.#tell({ type: "missed" });
    } catch {
      this.#lost(client);
    }
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    void client.end().catch(() => {});
    this.#wait = Math.min(3000, this.#wait * 2);
    setTimeout(() => void this.#connect(), this.#wait).unref();
  }

  async #hangUp(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }

  #tell(heard: Heard): void {
    for (const listener of this.#listeners) listener(heard);
  }
}

const shared = globalThis as { nablabEar?: Ear };

/** Calls `listener` for every event of the database's channel until the returned function is called. */
export function listen(listener: Listener): () => void {
  shared.nablabEar ??= new Ear();
  return shared.nablabEar.listen(listener);
}
