import type { Tape } from "#lib/core/runner.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import { derivatives } from "./derivatives.ts";
import { replay } from "./tape.ts";

export type Kink = {
  readonly op: string;
  /** Index of the entry on the tape. */
  readonly entry: number;
  readonly distance: number;
};

/** Nearer than this to a kink, central differences may straddle it. Ten steps of `stencil`. */
export const KINK_DISTANCE = 1e-2;

/**
 * Operations of a tape that were applied nearer than `within` to a point where their derivative jumps or ends (relu and abs at
 * 0, equal operands of maximum, log and sqrt at 0 …): such a point is to be drawn again. Only operations that depend on an
 * argument count; a constant stays where it is.
 */
export function nearKink(tape: Tape, host: Host, within: number = KINK_DISTANCE): readonly Kink[] {
  const moving = new Set(tape.leaves.filter(({ path }) => path !== null).map(({ id }) => id));
  const kinks: Kink[] = [];
  for (const [index, { entry, applied }] of replay(tape, host).entries()) {
    if (!entry.inputs.some((input) => typeof input === "number" && moving.has(input))) continue;
    moving.add(entry.output);
    const distance = derivatives[entry.op]?.kink?.(applied) ?? Number.POSITIVE_INFINITY;
    if (distance < within) kinks.push({ op: entry.op, entry: index, distance });
  }
  return kinks;
}
