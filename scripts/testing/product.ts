import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const checkout = fileURLToPath(new URL("../..", import.meta.url));

/** A data folder of its own, so that tests run beside a product in use. The database's user may pass through. */
export function freshData(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "nablab-data-"));
  fs.chmodSync(folder, 0o711);
  return folder;
}

export type Started = {
  readonly child: ChildProcess;
  /** Everything that it printed so far. */
  readonly output: () => string;
  /** Waits until the output matches; throws with the output after `seconds`. */
  readonly says: (pattern: RegExp, seconds?: number) => Promise<RegExpMatchArray>;
  /** Waits for its end and gives the exit code. */
  readonly ends: () => Promise<number | null>;
};

/** Runs a script of the checkout as a person would, with a data folder of its own. */
export function runScript(script: string, data: string, env: Readonly<Record<string, string>> = {}): Started {
  const clean = { DATABASE_URL: "", HOST: "", PORT: "", NODE_OPTIONS: "", npm_lifecycle_event: "" };
  const args = script.split(" ");
  const child = spawn(process.execPath, [path.join(checkout, "scripts", args[0] ?? ""), ...args.slice(1)], {
    cwd: checkout,
    env: { ...process.env, ...clean, NABLAB_DATA: data, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    output: () => output,
    async says(pattern, seconds = 60) {
      for (let waited = 0; waited < seconds * 1000; waited += 25) {
        const match = output.match(pattern);
        if (match) return match;
        if (hasEnded() && waited > 500) break;
        await sleep(25);
      }
      throw new Error(`It did not say ${pattern}. It said:\n${output}`);
    },
    async ends() {
      if (!hasEnded()) await once(child, "exit");
      return child.exitCode;
    },
  };
}

export type Process = { readonly pid: number; readonly parent: number; readonly command: string };

export function processes(): readonly Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => {
    const [, pid, parent, command] = line.match(/^\s*(\d+)\s+(\d+)\s+(.*)$/) ?? [];
    return { pid: Number(pid), parent: Number(parent), command: command ?? "" };
  });
}

const partCommand = { web: /next-server|standalone.server\.js/, worker: /dist.worker\.mjs/, postgres: /bin.postgres / };
export type Part = keyof typeof partCommand;

/** The process id of a part that this product started, or null while there is none. */
export function partOf(product: Started, part: Part): number | null {
  const found = processes().find((p) => p.parent === product.child.pid && partCommand[part].test(p.command));
  return found?.pid ?? null;
}

/** Waits until a part runs under another process id than before. */
export async function replaced(product: Started, part: Part, before: number | null): Promise<number> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const now = partOf(product, part);
    if (now !== null && now !== before) return now;
    await sleep(50);
  }
  throw new Error(`The ${part} was not started again. The product said:\n${product.output()}`);
}

/** Asks for the health of a product until it is 200, and gives the seconds that took. */
export async function healthy(url: string, seconds = 30): Promise<number> {
  const started = performance.now();
  while (performance.now() - started < seconds * 1000) {
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    if (answer?.ok) return (performance.now() - started) / 1000;
    await sleep(50);
  }
  throw new Error(`${url} is not healthy after ${seconds} s`);
}
