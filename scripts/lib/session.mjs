import { explanation, fullDiskSentence, fullestPlace, killRunning } from "./run.mjs";
import { removeRuntime } from "./runtime.mjs";
import { supervisor } from "./supervise.mjs";

/**
 * What `npm start` and `npm run dev` share: a supervisor that ends well on Ctrl-C, on SIGTERM, when npm goes away,
 * and when a part cannot be kept alive. `groups` lists the parts in the order in which they stop.
 */
export function session({ say, keepRuntime = false }) {
  const groups = [];
  let stopping = false;
  let firstSignal = 0;

  async function stop(code = 0) {
    if (stopping) return;
    stopping = true;
    killRunning();
    if (!keepRuntime) removeRuntime();
    await supervise.stopAll(groups);
    process.exit(code);
  }

  function onSignal() {
    if (!stopping) {
      firstSignal = Date.now();
      say("Stopping");
      void stop();
    } else if (Date.now() - firstSignal > 1000) {
      supervise.killAll();
      process.exit(1);
    }
  }

  const supervise = supervisor({
    say,
    giveUp(sentence) {
      console.error(fullestPlace().free < 50 ? `${sentence}\n${fullDiskSentence()}` : sentence);
      void stop(1);
    },
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  if (process.env.npm_lifecycle_event) {
    // npm does not pass SIGTERM on; it is seen by its going away.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && onSignal(), 300).unref();
  }

  return {
    supervise,
    groups,
    isStopping: () => stopping,
    /** Says what happened and ends everything. */
    async end(error) {
      if (stopping) return;
      console.error(explanation(error));
      await stop(1);
    },
  };
}
