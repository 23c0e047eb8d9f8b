import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";
import type { GuestError, Place, RunOutcome, Tape, TapeTrace } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import type { RawTape, RawTrace } from "./boundary/index.ts";
import { Unreadable } from "./harness/decode.ts";
import { KEY } from "./marks.ts";
import type { Program } from "./program.ts";
import { NOT_AN_ERROR } from "./stack.ts";

type Rest<O> = O extends { readonly status: "killed" } ? O : Omit<O, "results" | "console" | "fuel">;
/** An outcome without what every run has at its end. */
export type Ending = Rest<RunOutcome>;

/**
 * The engine's words for a full memory, whoever says them. With no room for an error object it throws null: believed
 * only when the memory has grown in this run.
 */
export const isOutOfMemory = ({ name, message }: GuestError, grown: boolean): boolean =>
  (name === "InternalError" && message === "out of memory") || (grown && name === NOT_AN_ERROR && message === "null");

/** The engine's words for a full stack. */
export const isOverflow = ({ name, message }: GuestError): boolean =>
  (name === "InternalError" && message === "stack overflow") ||
  (name === "RangeError" && message === "Maximum call stack size exceeded");

/** An error of the host in mid-engine, which the guest can cause: its stack ran out, or the engine trapped. */
export const isUnwound = (error: unknown): boolean =>
  error instanceof WebAssembly.RuntimeError || error instanceof RangeError || nameOf(error) === "InternalError";

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 500) : "unknown");

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");

/**
 * What comes of an error met while the words of a call were read. Rethrows what is no fault of those words, and any in a
 * trusted run.
 */
export function ofUnreadable(error: unknown, place: Place, atCall: number, fn: string): Ending {
  if (!(error instanceof Unreadable) || place !== "guest") throw error;
  return { status: "malformed", atCall, path: fn, message: `What \`${fn}\` gave back cannot be read.` };
}

/** Whether a module waits at its top level. The handle is the engine's own promise or namespace. */
export function isPending(vm: QuickJSContext, handle: QuickJSHandle): boolean {
  return vm.getPromiseState(handle).type !== "fulfilled";
}

/** The element or field of a value; throws where there is none. */
export function child(value: Value, key: string): Value {
  const found =
    typeof value === "object" && value !== null && Object.hasOwn(value, key)
      ? (value as { [key: string]: Value })[key]
      : undefined;
  if (found === undefined) throw new Error(`an earlier result has no ${key}`);
  return found;
}

/** A recording with the paths of its arguments and results; null when something was written in place meanwhile. */
export function tapeOf(
  raw: RawTape,
  leaves: ReadonlyMap<number, readonly string[]>,
  outputs: Tape["outputs"],
  traced: Program["traced"],
): Tape | null {
  if (raw.broken) return null;
  const trace = raw.trace === null || traced === null ? {} : { trace: traceOf(raw.trace, traced) };
  return {
    ...trace,
    entries: raw.entries,
    outputs,
    leaves: raw.leaves.map(({ id, value }) => ({ id, value, path: leaves.get(id) ?? null })),
  };
}

/** Marks by their number, as places and names. */
function traceOf(raw: RawTrace, { marks, file }: NonNullable<Program["traced"]>): TapeTrace {
  const steps = raw.values.map((value, i) => {
    const place = marks[raw.places[i] ?? -1];
    const named = raw.names[i] ?? null;
    const at = place === undefined ? null : { file, line: place.line, column: place.column };
    const text = named === null ? null : (marks[named.mark]?.name ?? null);
    return { at, name: text?.replace(KEY, String(named?.index ?? "")) ?? null, value };
  });
  return { steps, reads: raw.reads, whole: raw.whole };
}
