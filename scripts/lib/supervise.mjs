import { setTimeout as sleep } from "node:timers/promises";

const minute = 60_000;
const mostRestarts = 5;

/**
 * Keeps processes alive: whoever ends unasked is started again, after 0.1 s at first and up to 3 s, and after more
 * than five times in a minute all are stopped.
 *
 * A part is `{ name, spawn, signal, grace }`: `spawn()` gives the child process, `signal` asks it to end, and after
 * `grace` milliseconds it is killed.
 */
export function supervisor({ say, giveUp }) {
  const children = new Map();
  let stopping = false;

  function launch(part, restarts) {
    if (stopping) return null;
    const child = part.spawn();
    children.set(part, child);
    const ended = (how) => {
      if (children.get(part) !== child) return;
      children.delete(part);
      if (stopping) return;
      const recent = [...restarts.filter((time) => Date.now() - time < minute), Date.now()];
      if (recent.length > mostRestarts) {
        giveUp(`${part.name} ended ${recent.length} times within a minute (last: ${how}). Nablab stops.`);
        return;
      }
      const delay = Math.min(100 * 2 ** (recent.length - 1), 3000);
      say(`${part.name} ended (${how}); it starts again in ${delay / 1000} s.`);
      setTimeout(() => launch(part, recent), delay);
    };
    child.once("exit", (code, signal) => ended(signal ?? `exit code ${code}`));
    child.once("error", (error) => ended(error.message));
    return child;
  }

  async function stop(part) {
    const child = children.get(part);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(part.signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), part.grace);
    await gone;
    clearTimeout(timer);
  }

  return {
    start: (part) => launch(part, []),
    pid: (part) => children.get(part)?.pid,
    /** Stops groups of parts one after the other, the parts of a group together; then whatever else there is. */
    async stopAll(groups) {
      stopping = true;
      for (const group of [...groups, [...children.keys()]]) await Promise.all(group.map(stop));
    },
    killAll() {
      stopping = true;
      for (const child of children.values()) child.kill("SIGKILL");
    },
  };
}

/** Asks an address until it answers with 200. */
export async function untilHealthy(url, isStopping) {
  for (;;) {
    if (isStopping()) return false;
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
      await answer.arrayBuffer();
      if (answer.ok) return true;
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
}
