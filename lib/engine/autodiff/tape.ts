import type { Tape, TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { type Host, operations } from "#lib/engine/tensor/index.ts";
import { unbroadcast } from "./broadcast.ts";
import type { Applied, Derivative, Derivatives, Vjp } from "./derivative.ts";
import { derivatives } from "./derivatives.ts";
import { type Kernel, kernelOn } from "./kernel.ts";
import { filled } from "./moves.ts";

/** An operation that has no row in the table of derivatives, or that draws at random and so cannot be computed again. */
export class NoDerivative extends Error {
  override readonly name = "NoDerivative";
}

const randomOperations = new Set(operations.filter(({ home }) => home === "random").map(({ name }) => name));

/** One entry of a tape with the values it had. */
export type Replayed = { readonly entry: TapeEntry; readonly applied: Applied };

/**
 * Computes every value of a tape again, on the host's own kernel, from its leaves.
 *
 * @throws NoDerivative for an operation that draws at random: a draw belongs among the leaves.
 */
export function replay(tape: Tape, host: Host): readonly Replayed[] {
  const values = new Map(tape.leaves.map(({ id, value }) => [id, value]));
  return tape.entries.map((entry) => {
    if (randomOperations.has(entry.op))
      throw new NoDerivative(`${entry.op} draws anew when the tape is computed again`);
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

/** ∂L/∂argument of a recorded call, by the argument's path. */
export type TapeGradient = { readonly path: readonly string[]; readonly gradient: TensorValue };

/**
 * The gradients of a recorded loss with respect to every tensor among the call's arguments, or null where the result is not
 * on the tape (a plain number left it). Believe it only where it `agrees` with central differences.
 *
 * @param resultPath Where the loss stands in the result: `[]` for the result itself.
 * @throws NoDerivative as `backward`.
 */
export function tapeGradients(
  tape: Tape,
  host: Host,
  resultPath: readonly string[] = [],
): readonly TapeGradient[] | null {
  const output = tape.outputs.find(({ path }) => path.join("\n") === resultPath.join("\n"));
  if (!output) return null;
  const value = valueOnTape(tape, output.id, host);
  const gradients = backward(tape, output.id, filled(value.shape, 1), host);
  return tape.leaves.flatMap(({ id, path }) =>
    path === null ? [] : [{ path, gradient: gradients.get(id) as TensorValue }],
  );
}

function valueOnTape(tape: Tape, id: number, host: Host): TensorValue {
  const leaf = tape.leaves.find((candidate) => candidate.id === id);
  const made = leaf ?? replay(tape, host).find(({ entry }) => entry.output === id);
  if (!made) throw new Error(`tensor ${id} is an output, and the tape never made it`);
  return "value" in made ? made.value : made.applied.y;
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
