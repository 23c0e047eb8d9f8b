// The module's door. `place` first, then `fill`; in the guest also `configure`.
import { place as placeAt, TABLES, dropTemps, forgetAll } from "./memory";
import { fill } from "./tables";
import { TABLE_BYTES, FRAME_BYTES } from "./layout";
import { run } from "./apply";

/** Bytes that the host must set aside for tables and call frame. */
export function bytesNeeded(): u32 { return TABLE_BYTES + FRAME_BYTES; }

export function place(base: u32): void {
  placeAt(base);
  fill(TABLES);
}

/** An operation on the frame as the host filled it. Temporaries stay until `endCall`. */
export function apply(op: i32): i32 { return run(op) ? 1 : 0; }
export function endCall(): void { dropTemps(); }
export function reset(): void { forgetAll(); }

export { makeShaped, release, plain, isTensor, setRecording, setLimits, setWork, workLeft, ranOut, bytesLive, poll, charge, exhaust } from "./memory";
export { seed } from "./create";
export { configure, setKeys, tensorIn } from "./values";
export { call, give } from "./guest";
