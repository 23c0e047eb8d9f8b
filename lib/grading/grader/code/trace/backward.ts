import type { TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { operationNamed, ShapeError } from "#lib/engine/tensor/index.ts";
import { shapedAs } from "../../tensor-values.ts";
import { holds, near, type Sample } from "./sample.ts";
import { host } from "./truth.ts";

/** The gradient function's own tape, beside the forward tape that it repeats or not. */
export type Backward = {
  readonly samples: readonly Sample[];
  readonly entries: readonly TapeEntry[];
  /** From ids of the backward tape to those of the forward tape, where the value is one of the forward pass. */
  readonly forwardOf: ReadonlyMap<number, number>;
  /** Ids of what was computed from the arguments by operations, and of tensors that were put together from plain numbers. */
  readonly grounded: ReadonlySet<number>;
  readonly constants: ReadonlySet<number>;
  /** Ids of data and constants on which no parameter acts, and of masks: what looks like many things by a sign and a factor. */
  readonly bare: ReadonlySet<number>;
  /** Names of returned gradients that operations made, with the id of each. */
  readonly outputs: ReadonlyMap<string, number>;
  /** Entries by the id of what they give. */
  readonly madeBy: ReadonlyMap<number, TapeEntry>;
};

/** `parameters` are paths in the arguments of the gradient: `0,W1`. */
export function backwardOf(samples: readonly Sample[], args: Args, parameters: ReadonlySet<string>): Backward {
  const [{ backward }] = samples as [Sample];
  const { entries, outputs, leaves } = backward.tape;
  const grounded = new Set(leaves.flatMap(({ id, path }) => (path === null ? [] : [id])));
  for (const { inputs, output } of entries)
    if (inputs.some((input) => typeof input === "number" && grounded.has(input))) grounded.add(output);
  return {
    grounded,
    constants: new Set(leaves.flatMap(({ id, path }) => (path === null ? [id] : []))),
    bare: bareOf(samples, parameters),
    samples,
    entries,
    forwardOf: repeated(samples, args),
    outputs: new Map(outputs.flatMap(({ path, id }) => (grounded.has(id) ? [[path.join("."), id]] : []))),
    madeBy: new Map(entries.map((entry) => [entry.output, entry])),
  };
}

/** A constant may have been put together from numbers that parameters went into: that one is not known to be data. */
function bareOf(samples: readonly Sample[], parameters: ReadonlySet<string>): Set<number> {
  const [{ backward }] = samples as [Sample];
  const { leaves, entries } = backward.tape;
  const isData = ({ path, value }: (typeof leaves)[number]) =>
    path === null ? isUniform(value) : !parameters.has(path.join());
  const data = new Set(leaves.flatMap((leaf) => (isData(leaf) ? [leaf.id] : [])));
  const masks = new Set<number>();
  for (const { op, inputs, output } of entries) {
    const tensors = inputs.filter((input) => typeof input === "number");
    const [one, another] = tensors;
    const ofMask = one !== undefined && another === undefined && masks.has(one);
    if (tensors.every((input) => data.has(input))) data.add(output);
    else if (ofMask || (!operationNamed(op).differentiable && isMask(samples, output))) masks.add(output);
  }
  return new Set([...data, ...masks]);
}

const isUniform = ({ data }: TensorValue): boolean => data.every((x) => Math.abs(x) === Math.abs(data[0] as number));

const isMask = (samples: readonly Sample[], id: number): boolean =>
  samples.every(({ backward }) => (backward.values.get(id) as TensorValue).data.every((x) => [-1, 0, 1].includes(x)));

/** Names of the arguments of either function. */
type Args = { readonly loss: readonly string[]; readonly gradient: readonly string[] };

/** The gradient function's own forward pass: the same operations on the same things, or values equal to the loss's in every sample. */
function repeated(samples: readonly Sample[], args: Args): Map<number, number> {
  const [{ forward, backward }] = samples as [Sample];
  const found = new Map<number, number>();
  const place = (path: readonly string[] | null, names: readonly string[]) =>
    path === null ? null : [names[Number(path[0])], ...path.slice(1)].join(".");
  for (const leaf of backward.tape.leaves) {
    const where = place(leaf.path, args.gradient);
    const same = forward.tape.leaves.find(({ path }) => where !== null && place(path, args.loss) === where);
    if (same !== undefined) found.set(leaf.id, same.id);
  }
  const constants = new Set(backward.tape.leaves.flatMap(({ id, path }) => (path === null ? [id] : [])));
  const before = new Set([...found.keys(), ...constants]);
  const equal = (a: number, b: number) =>
    samples.every((one) =>
      near(one.backward.values.get(a) as TensorValue, one.forward.values.get(b) as TensorValue, 1e-12),
    );
  for (const { op, inputs, output } of backward.tape.entries) {
    if (!inputs.every((input) => typeof input === "object" || before.has(input))) continue;
    const candidates = forward.tape.entries.filter((entry) => equal(output, entry.output));
    const same = candidates.find((entry) => entry.op === op) ?? candidates[0];
    if (same === undefined) continue;
    found.set(output, same.output);
    before.add(output);
  }
  return found;
}

/** Whether a value comes of the line that made it for the loss: one computed anew may be a gradient too, as y − t is. */
export function isRepeated({ samples, entries, forwardOf }: Backward, id: number): boolean {
  const [{ forward, backward }] = samples as [Sample];
  const same = forwardOf.get(id);
  if (same === undefined) return false;
  const mine = backward.trace.steps[entries.findIndex(({ output }) => output === id)]?.at;
  const its = forward.trace.steps[forward.tape.entries.findIndex(({ output }) => output === same)]?.at;
  return mine?.line === its?.line && mine?.column === its?.column;
}

/** Places on the tape of all that something of an id goes into, in order. */
export function after({ entries }: Backward, id: number): readonly number[] {
  const reached = new Set([id]);
  return [...entries.keys()].filter((at) => {
    const { inputs, output } = entries[at] as TapeEntry;
    const one = inputs.some((input) => typeof input === "number" && reached.has(input));
    if (one) reached.add(output);
    return one;
  });
}

/**
 * What a sample's backward pass would have given with another value for one id: all that comes after it, computed again by the
 * sample's own operations. Null where these cannot take it.
 */
export function replaced(
  { backward: { tape, values } }: Sample,
  later: readonly number[],
  id: number,
  value: TensorValue,
): ReadonlyMap<number, TensorValue> | null {
  const changed = new Map([[id, value]]);
  const at = (input: number) => changed.get(input) ?? (values.get(input) as TensorValue);
  try {
    for (const place of later) {
      const { op, inputs, output, attributes } = tape.entries[place] as TapeEntry;
      const operands = inputs.map((input) => (typeof input === "number" ? at(input) : input.scalar));
      changed.set(output, host().apply(op, operands, attributes));
    }
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
  return changed;
}

/** Returned gradients that hold, or would hold with the changed values, in a sample. */
export function holding(
  { outputs }: Backward,
  { pairs }: Sample,
  changed: ReadonlyMap<number, TensorValue>,
): Set<string> {
  const held = pairs.filter((pair) => {
    const id = outputs.get(pair.name) ?? outputs.get("");
    const other = id === undefined ? undefined : changed.get(id);
    return holds(other === undefined ? pair : { ...pair, yours: shapedAs(other, pair.other.shape) });
  });
  return new Set(held.map(({ name }) => name));
}
