import { readFileSync, rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { RunOutcome } from "#lib/core/runner.ts";
import { createInstance, type Instance } from "../boundary/index.ts";
import { createPoolRunner, type PoolRunner } from "../node.ts";
import { bundleThread } from "../pool/testing.ts";
import { runSession } from "../session.ts";
import { asked, plain, tensor, written } from "../testing.ts";
import { HOSTILE } from "./programs.ts";
import { type Hostile, requestFor, THREATS } from "./row.ts";

const DEADLINE_MS = 20_000;
const THREAD_DEADLINE_MS = 400;
/** New threads start slowly while all tests run. */
const SLOW_MACHINE_MS = 20_000;
const MEGABYTE = 1024 * 1024;
/** Less than the server gives, so that what fills it is done sooner. */
const SMALL = { memoryBytes: 32 * MEGABYTE };

const requestOf = (row: Hostile) =>
  requestFor(row, row.source ?? readFileSync(new URL(`${row.name}.ts.txt`, import.meta.url), "utf8"));

/** An honest answer that uses much of what a hostile one could have broken. */
const HONEST = asked(
  `let calls = 0;
   export function forward(p, X) {
     calls++;
     console.log("calls", calls, X, p);
     const A1 = nd.tanh(nd.matmul(p.W, X).add(nd.random.normal(0, 1, [2, 1])));
     return { A1, lists: A1.toArray().map((row) => row.map((x) => Math.exp(x) + Math.random())), kinds: [typeof Math.exp, Object.keys({ a: 1 }), [3, 1, 2].sort()] };
   }
   export const loss = (p, X) => forward(p, X).A1.mean().item();
   export const fails = (p, X) => nd.matmul(X, X);`,
  ["forward", "loss", "forward", "fails"].map((fn) => ({
    fn,
    args: [
      {
        W: tensor([
          [1, 2],
          [3, 4],
        ]),
      },
      tensor([[5], [6]]),
    ],
  })),
);

const label = (row: Hostile) => [`${row.name} ${row.calls?.join() ?? ""} ${row.returns ?? ""}`.trim(), row] as const;

const surface = () =>
  JSON.stringify(
    [globalThis, Object.prototype, Array.prototype, Function.prototype, Promise.prototype, Float64Array.prototype].map(
      (home) => Reflect.ownKeys(home).map(String).sort(),
    ),
  );

describe("a hostile answer", () => {
  let instance: Instance;
  let pool: PoolRunner;
  /** As the server has it, with time enough. */
  let patient: PoolRunner;
  let file: string;
  let honest: string;
  let hostSurface: string;
  let rss: number;
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);

  const fresh = async (): Promise<Instance> => {
    if (!instance.restorePristine()) instance = await createInstance(SMALL);
    return instance;
  };
  const here = async (request: ReturnType<typeof asked>): Promise<RunOutcome> => {
    const { outcome, clean } = runSession(await fresh(), request, { deadlineMs: DEADLINE_MS });
    if (!clean) instance = await createInstance(SMALL);
    return outcome;
  };

  beforeAll(async () => {
    process.on("unhandledRejection", note);
    file = await bundleThread();
    pool = createPoolRunner({ threads: 1, threadFile: file, deadlineMs: THREAD_DEADLINE_MS });
    patient = createPoolRunner({ threads: 1, threadFile: file, deadlineMs: DEADLINE_MS });
    instance = await createInstance(SMALL);
    honest = written(await here(HONEST));
    expect(written(await pool.run(HONEST))).toBe(honest);
    hostSurface = surface();
    rss = process.memoryUsage().rss;
  });
  afterAll(async () => {
    process.off("unhandledRejection", note);
    await Promise.all([pool.close(), patient.close()]);
    rmSync(file);
  });
  afterEach(async () => {
    expect(surface()).toBe(hostSurface);
    expect(unhandled).toEqual([]);
    expect(process.memoryUsage().rss - rss).toBeLessThan(400 * MEGABYTE);
    const { outcome, clean } = runSession(await fresh(), HONEST, { deadlineMs: DEADLINE_MS });
    expect(written(outcome)).toBe(honest);
    expect(clean).toBe(true);
  });

  it("is one of at least 150 programs, of each kind of threat, with a name of its own", () => {
    expect(new Set(HOSTILE.map(({ name }) => name)).size).toBeGreaterThanOrEqual(150);
    const labels = HOSTILE.map((one) => label(one)[0]);
    expect(new Set(labels).size).toBe(labels.length);
    expect(new Set(HOSTILE.map(({ threat }) => String(threat)))).toEqual(new Set(Object.keys(THREATS)));
  });

  it("would show in the run after it, if it had left anything behind", async () => {
    const [file] = HONEST.files;
    for (const trace of [
      "Math.exp = () => 1;",
      "Array.prototype.sort = function () { return this; };",
      "nd.random.uniform(0, 1);",
      "Object.keys = () => [];",
    ]) {
      const touched = { ...HONEST, files: [{ name: "answer.ts", source: `${trace} ${file?.source}` }] };
      expect(written(await here(touched))).not.toBe(honest);
    }
  });

  const holds = ({ end, value, counts }: Hostile, outcome: RunOutcome, again: RunOutcome) => {
    expect(outcome.status).toBe(end);
    if (outcome.status === "ok" && value !== undefined)
      expect(plain(outcome.results.at(-1)?.value ?? null)).toEqual(value);
    if (outcome.status === "ok" && counts !== undefined) expect(outcome.results.at(-1)?.counts).toEqual(counts);
    expect(written(again)).toBe(written(outcome));
  };

  it.each(HOSTILE.filter(({ thread, bigStack }) => !thread && !bigStack).map(label))(
    "comes to its own end, twice the same, and harms no one after it: %s",
    async (_, row) => holds(row, await here(requestOf(row)), await here(requestOf(row))),
  );

  it.each(HOSTILE.filter(({ bigStack }) => bigStack).map(label))(
    "comes to its own end on a thread, as on the server: %s",
    async (_, row) => {
      holds(row, await patient.run(requestOf(row)), await patient.run(requestOf(row)));
      expect(written(await patient.run(HONEST))).toBe(honest);
    },
  );

  it.each(HOSTILE.filter(({ thread }) => thread).map(label))(
    "is terminated, twice, where it cannot be interrupted: %s",
    async (_, row) => {
      const begun = performance.now();
      expect(await pool.run(requestOf(row))).toEqual({ status: "killed", timesKilled: 2 });
      expect(performance.now() - begun).toBeLessThan(2 * (THREAD_DEADLINE_MS + 250) + SLOW_MACHINE_MS);
      expect(written(await pool.run(HONEST))).toBe(honest);
    },
    40_000,
  );

  const found = async (name: string) => {
    const row = HOSTILE.find((one) => one.name === name);
    if (row === undefined) throw new Error(name);
    return here(requestOf(row));
  };

  it("reaches no global but the language's own", async () => {
    const outcome = await found("walk-the-globals");
    const names = outcome.status === "ok" ? outcome.results[0]?.value : null;
    const host = [
      "process",
      "require",
      "fetch",
      "WebAssembly",
      "setTimeout",
      "Worker",
      "performance",
      "Date",
      "Proxy",
      "Atomics",
      "SharedArrayBuffer",
      "WeakRef",
      "FinalizationRegistry",
      "begin",
    ];
    expect(names).toEqual(expect.arrayContaining(["nd", "console", "progress", "Math"]));
    expect(host.filter((name) => Array.isArray(names) && names.includes(name))).toEqual([]);
  });

  it("keeps hostile keys as the record's own properties", async () => {
    const outcome = await found("proto-keys");
    const value = outcome.status === "ok" ? outcome.results[0]?.value : null;
    expect(Object.getOwnPropertyNames(value)).toEqual(["__proto__", "constructor", "a"]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("finds nothing of an earlier run", async () => {
    const [first, second] = [await found("remember"), await found("remember")];
    expect(written(second)).toBe(written(first));
    expect(first.status === "ok" && first.results[0]?.value).toEqual([1, 1, 1, expect.any(Number), expect.any(Number)]);
  });

  it("prints at most 200 lines and 64 KB", async () => {
    const outcome = await found("console-flood");
    const lines = outcome.status === "killed" ? [] : outcome.console;
    expect(lines.length).toBeLessThanOrEqual(201);
    expect(new TextEncoder().encode(lines.join("\n")).length).toBeLessThanOrEqual(64 * 1024);
    expect(lines.at(-1)).toContain("left out");
  });

  it("gets an error of its own making told as short plain text about its own lines", async () => {
    const giant = await found("giant-error");
    const forged = await found("forged-error");
    if (giant.status !== "threw" || forged.status !== "threw") throw new Error("both throw");
    expect(giant.error.message).toHaveLength(2000);
    expect(giant.error.name).toHaveLength(100);
    expect(giant.error.stack.length).toBeLessThanOrEqual(20);
    expect(forged.error).toMatchObject({ name: "PlatformFault", message: "interrupted<script>" });
    expect(forged.error.stack).toEqual([{ fn: "f", file: "answer.ts", line: 3, column: 7 }]);
  });
});
