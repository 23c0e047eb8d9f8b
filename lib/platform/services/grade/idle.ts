import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

const LOOK_MS = 120;
const WAIT_MS = 400;
/** Share of all processors that has to be free. */
const FREE = 0.8;

/** Times of all processors together, in milliseconds since the machine started. */
const times = () => {
  const all = os.cpus().map((cpu) => cpu.times);
  const idle = all.reduce((sum, one) => sum + one.idle, 0);
  return { idle, whole: all.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, idle) };
};

/**
 * Waits until the processors had nothing to do for a moment. A low priority alone is not enough: two threads of one core slow each
 * other down whatever their priorities.
 */
export async function whenIdle(): Promise<void> {
  for (;;) {
    const before = times();
    await sleep(LOOK_MS);
    const after = times();
    const whole = after.whole - before.whole;
    if (whole <= 0 || (after.idle - before.idle) / whole >= FREE) return;
    await sleep(WAIT_MS);
  }
}
