import pg from "pg";

/** An advisory lock says that a worker lives: it goes with the connection, however the process ends. */
const key = (workerId: string) => `nablab-worker:${workerId}`;
const engineKey = (engine: string) => `nablab-engine:${engine}`;
const HASH = "hashtextextended($1, 0)";

/** Jobs younger than this may belong to a worker whose lock is still on its way. */
const GRACE_SECONDS = 2;

/** Holds the locks of this process's workers, and frees the jobs of workers whose lock is gone. */
export class Alive {
  readonly #ids = new Set<string>();
  readonly #url: string;
  readonly #engine: string;
  #client: pg.Client | null = null;
  #ended = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(url: string, engine: string) {
    this.#url = url;
    this.#engine = engine;
  }

  async start(): Promise<void> {
    await this.#connection();
  }

  add(workerId: string): Promise<void> {
    this.#ids.add(workerId);
    return this.#inTurn(async () => {
      const client = await this.#connection();
      await client?.query(`SELECT pg_advisory_lock_shared(${HASH})`, [key(workerId)]);
    });
  }

  /**
   * Unlocks the jobs that dead workers hold. Called again and again; a lost connection is made anew with its locks.
   * @returns how many workers were found dead
   */
  sweep(): Promise<number> {
    return this.#inTurn(() => this.#sweep());
  }

  async #sweep(): Promise<number> {
    const client = await this.#connection();
    if (!client) return 0;
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs
       WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $1)`,
      [GRACE_SECONDS],
    );
    const dead: string[] = [];
    for (const { id } of rows) if (!this.#ids.has(id) && (await isFree(client, key(id)))) dead.push(id);
    if (dead.length > 0) await client.query("SELECT graphile_worker.force_unlock_workers($1)", [dead]);
    return dead.length;
  }

  /** Whether no worker of that engine lives anywhere. */
  isExtinct(engine: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const client = await this.#connection();
      return client !== null && engine !== this.#engine && (await isFree(client, engineKey(engine)));
    });
  }

  async stop(): Promise<void> {
    this.#ended = true;
    await this.#client?.end().catch(() => {});
  }

  /** One query after the other on the one connection. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  async #connection(): Promise<pg.Client | null> {
    if (this.#client || this.#ended) return this.#client;
    const client = new pg.Client({ connectionString: this.#url, application_name: "nablab-alive", keepAlive: true });
    const lost = () => {
      if (this.#client === client) this.#client = null;
    };
    client.on("error", lost);
    client.on("end", lost);
    await client.connect();
    for (const id of this.#ids) await client.query(`SELECT pg_advisory_lock_shared(${HASH})`, [key(id)]);
    await client.query(`SELECT pg_advisory_lock_shared(${HASH})`, [engineKey(this.#engine)]);
    this.#client = client;
    return client;
  }
}

/** An exclusive try succeeds only where no one holds the lock; it is given back at once. */
async function isFree(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(`SELECT pg_try_advisory_lock(${HASH}) AS free`, [name]);
  if (!rows[0]?.free) return false;
  await client.query(`SELECT pg_advisory_unlock(${HASH})`, [name]);
  return true;
}
