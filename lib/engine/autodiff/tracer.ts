import type { Tape, TapeEntry } from "#lib/core/runner.ts";
import { isTensorValue, type TensorValue } from "#lib/core/value.ts";
import type { Attributes, Host } from "#lib/engine/tensor/index.ts";
import type { Derivatives } from "./derivative.ts";
import { derivatives } from "./derivatives.ts";
import { filled } from "./moves.ts";
import { backward } from "./tape.ts";

/** A tensor while a host function is being recorded. */
export type Traced = { readonly id: number; readonly value: TensorValue };

/** Applies kernel operations and records them; a tensor value that is not traced becomes a constant of the tape. */
export type Recorder = {
  readonly apply: (op: string, inputs: readonly (Traced | TensorValue | number)[], attributes?: Attributes) => Traced;
};

/** A function of tensors, written over `recorder.apply`. */
export type Traceable = (recorder: Recorder, ...args: readonly Traced[]) => Traced;

/** Runs a host function and records what it does; the arguments are the tape's leaves, with paths `["0"]`, `["1"]` … */
export function trace(
  f: Traceable,
  args: readonly TensorValue[],
  host: Host,
): { readonly tape: Tape; readonly output: Traced } {
  const entries: TapeEntry[] = [];
  const leaves: Tape["leaves"][number][] = [];
  const leaf = (value: TensorValue, path: readonly string[] | null): Traced => {
    const traced = { id: leaves.length + entries.length, value };
    leaves.push({ ...traced, path });
    return traced;
  };
  const apply: Recorder["apply"] = (op, inputs, attributes = {}) => {
    const given = inputs.map((input) => (isTensorValue(input) ? leaf(input, null) : input));
    const value = host.apply(
      op,
      given.map((input) => (typeof input === "number" ? input : input.value)),
      attributes,
    );
    const output = leaves.length + entries.length;
    const recorded = given.map((input) => (typeof input === "number" ? { scalar: input } : input.id));
    entries.push({ op, inputs: recorded, output, attributes });
    return { id: output, value };
  };
  const traced = args.map((value, i) => leaf(value, [String(i)]));
  const output = f({ apply }, ...traced);
  return { tape: { leaves, entries, outputs: [{ path: [], id: output.id }] }, output };
}

/** The gradient of a scalar function: one tensor per argument, of its shape. A function of larger output is summed. */
export function grad(
  f: Traceable,
  host: Host,
  table: Derivatives = derivatives,
): (...args: readonly TensorValue[]) => readonly TensorValue[] {
  return (...args) => {
    const { tape, output } = trace(f, args, host);
    const gradients = backward(tape, output.id, filled(output.value.shape, 1), host, table);
    return args.map((_, id) => gradients.get(id) as TensorValue);
  };
}
