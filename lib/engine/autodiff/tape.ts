import type { Tape, TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Host } from "#lib/engine/tensor/index.ts";
import { unbroadcast } from "./broadcast.ts";
import type { Applied, Derivative, Derivatives, Vjp } from "./derivative.ts";
import { derivatives } from "./derivatives.ts";
import { type Kernel, kernelOn } from "./kernel.ts";
import { filled } from "./moves.ts";

/** An operation that has no row in the table of derivatives. */
export class NoDerivative extends Error {
  override readonly name = "NoDerivative";
}

/** One entry of a tape with the values it had. */
export type Replayed = { readonly entry: TapeEntry; readonly applied: Applied };

/** Computes every value of a tape again, on the host's own kernel, from its leaves. */
export function replay(tape: Tape, host: Host): readonly Replayed[] {
  const values = new Map(tape.leaves.map(({ id, value }) => [id, value]));
  return tape.entries.map((entry) => {
    const inputs = entry.inputs.map((input) => (typeof input === "number" ? selectValue(values, input) : input.scalar));
    const y = host.apply(entry.op, inputs, entry.attributes);
    values.set(entry.output, y);
    const tensors = inputs.map((input) => (typeof input === "number" ? filled([], input) : input));
    const [a = y, b = a] = tensors;
    return { entry, applied: { inputs: tensors, a, b, y, attributes: entry.attributes } };
  });
}

/**
 * ∂L/∂leaf for every leaf of a tape, where ∂L/∂output is `cotangent` (the output's shape; 1 for a scalar loss).
 * Leaves that do not reach the output get zeros of their shape.
 *
 * @throws NoDerivative for an operation without a row.
 */
export function backward(
  tape: Tape,
  outputId: number,
  cotangent: TensorValue,
  host: Host,
  table: Derivatives = derivatives,
): Map<number, TensorValue> {
  const k = kernelOn(host);
  const gradients = new Map<number, TensorValue>([[outputId, cotangent]]);
  for (const { entry, applied } of replay(tape, host).toReversed()) {
    const dy = gradients.get(entry.output);
    if (!dy) continue;
    const derivative = selectDerivative(table, entry.op);
    for (const [i, input] of entry.inputs.entries()) {
      const vjp = typeof input === "number" ? vjpOf(derivative, i) : null;
      if (typeof input !== "number" || !vjp) continue;
      const shape = (applied.inputs[i] as TensorValue).shape;
      add(k, gradients, input, unbroadcast(k, vjp(k, { ...applied, dy }), shape));
    }
  }
  return new Map(tape.leaves.map(({ id, value }) => [id, gradients.get(id) ?? filled(value.shape, 0)]));
}

const vjpOf = ({ vjp }: Derivative, input: number): Vjp | null =>
  typeof vjp === "function" ? vjp(input) : (vjp[input] ?? null);

function add(k: Kernel, gradients: Map<number, TensorValue>, id: number, more: TensorValue): void {
  const before = gradients.get(id);
  gradients.set(id, before ? k.add(before, more) : more);
}

export function selectDerivative(table: Derivatives, op: string): Derivative {
  const row = Object.hasOwn(table, op) ? table[op] : undefined;
  if (!row) throw new NoDerivative(`there is no derivative of ${op}`);
  return row;
}

function selectValue(values: ReadonlyMap<number, TensorValue>, id: number): TensorValue {
  const value = values.get(id);
  if (!value) throw new Error(`tensor ${id} is read before the tape made it`);
  return value;
}
