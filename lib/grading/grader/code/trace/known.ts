import type { TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { NoDerivative } from "#lib/engine/autodiff/index.ts";
import { operationNamed } from "#lib/engine/tensor/index.ts";
import { near, type Sample } from "./sample.ts";
import { host, sharesOf, type Truth } from "./truth.ts";

/**
 * Something that is known of the answer's forward pass, in every sample: the gradient with respect to a value, the part of it that
 * one use of the value contributes, the value itself, or the slope of an operation that works entry by entry.
 */
export type Known = {
  readonly kind: "gradient" | "share" | "value" | "slope";
  /** Id on the forward tape of what it belongs to; of a slope, of the operation's output. */
  readonly id: number;
  /** Of a slope: the id of what the operation took. */
  readonly at: number | null;
  readonly values: readonly TensorValue[];
  /** On its side. */
  readonly turned: boolean;
};

/** Names of the forward pass by id: as the answer calls a value, or as the exercise calls an argument. */
export type NameOf = (id: number) => string | null;

export function namesOf({ forward }: Sample, args: readonly string[]): NameOf {
  const names = new Map<number, string>();
  for (const { id, path } of forward.tape.leaves) {
    if (path === null) continue;
    const [first = "", ...rest] = path;
    names.set(id, rest.at(-1) ?? args[Number(first)] ?? first);
  }
  for (const [i, { output }] of forward.tape.entries.entries()) {
    const name = forward.trace.steps[i]?.name ?? null;
    if (name !== null) names.set(output, name);
  }
  return (id) => names.get(id) ?? null;
}

/**
 * All that is known, what has a name before what has none; equal things once, by the name. Gradients are those with respect to what
 * the parameters act on, and to these: nobody computes others, and what looks like one of data does so by chance.
 */
export function knownOf(
  samples: readonly Sample[],
  truths: readonly Truth[],
  nameOf: NameOf,
  parameters: readonly number[],
): readonly Known[] {
  const [first] = samples as [Sample];
  const acted = actedOn(first, parameters);
  const ids = [...first.forward.values.keys()];
  const ordered = [...ids.filter((id) => nameOf(id) !== null), ...ids.filter((id) => nameOf(id) === null)];
  const all = [
    ...gradients(
      ordered.filter((id) => acted.has(id)),
      truths,
    ),
    ...slopes(samples),
    ...shares(first, truths).filter(({ id }) => acted.has(id)),
    ...plainValues(ordered, samples),
  ];
  const kept: Known[] = [];
  for (const one of [...all, ...all.flatMap(turn)]) if (!kept.some((other) => same(one, other, nameOf))) kept.push(one);
  return kept;
}

function actedOn({ forward: { tape } }: Sample, parameters: readonly number[]): ReadonlySet<number> {
  const acted = new Set(parameters);
  for (const { op, inputs, output } of tape.entries)
    if (operationNamed(op).differentiable && inputs.some((input) => typeof input === "number" && acted.has(input)))
      acted.add(output);
  return acted;
}

/** One of two that cannot be told apart is enough where it has no name of its own. */
function same(one: Known, other: Known, nameOf: NameOf): boolean {
  const nameless = one.kind !== "gradient" || nameOf(one.id) === null;
  const comparable =
    (one.kind === "value") === (other.kind === "value") && (one.kind === "slope") === (other.kind === "slope");
  return nameless && comparable && one.values.every((value, k) => near(value, other.values[k] as TensorValue, 1e-12));
}

function gradients(ids: readonly number[], truths: readonly Truth[]): Known[] {
  return ids.flatMap((id) => {
    const values = truths.map((truth) => truth.gradients.get(id));
    return whole(values) ? [{ kind: "gradient" as const, id, at: null, values, turned: false }] : [];
  });
}

function shares({ forward }: Sample, truths: readonly Truth[]): Known[] {
  const uses = new Map<number, number>();
  for (const { inputs } of forward.tape.entries)
    for (const input of inputs) if (typeof input === "number") uses.set(input, (uses.get(input) ?? 0) + 1);
  return forward.tape.entries.flatMap(({ inputs }, at) =>
    inputs.flatMap((id, i) => {
      if (typeof id !== "number" || uses.get(id) === 1) return [];
      const values = truths.map((truth) => truth.shares.get(`${at}:${i}`));
      return whole(values) ? [{ kind: "share" as const, id, at: null, values, turned: false }] : [];
    }),
  );
}

function plainValues(ids: readonly number[], samples: readonly Sample[]): Known[] {
  return ids.map((id) => ({
    kind: "value",
    id,
    at: null,
    values: samples.map(({ forward }) => forward.values.get(id) as TensorValue),
    turned: false,
  }));
}

/** Slopes of operations of one operand that work entry by entry: what they pass on of a gradient of ones. */
function slopes(samples: readonly Sample[]): Known[] {
  const [first] = samples as [Sample];
  return first.forward.tape.entries.flatMap((entry, i) => {
    const [input] = entry.inputs;
    if (entry.inputs.length !== 1 || typeof input !== "number" || !operationNamed(entry.op).differentiable) return [];
    const values = samples.map(({ forward }) => {
      const x = forward.values.get(input) as TensorValue;
      const y = forward.values.get(entry.output) as TensorValue;
      const each = forward.tape.entries[i];
      return each !== undefined && isEntrywise(each, x, y) ? slope(() => sharesOf(forward, each, ones(y))) : undefined;
    });
    const [one] = values[0]?.data ?? [];
    const constant = values.every((value) => value?.data.every((y) => y === one));
    return whole(values) && !constant
      ? [{ kind: "slope" as const, id: entry.output, at: input, values, turned: false }]
      : [];
  });
}

function slope(find: () => readonly (TensorValue | null)[]): TensorValue | undefined {
  try {
    return find()[0] ?? undefined;
  } catch (error) {
    if (error instanceof NoDerivative) return undefined;
    throw error;
  }
}

/** Whether each entry of the result comes from the same entry alone, and not always with the same slope. */
function isEntrywise({ op, attributes }: TapeEntry, x: TensorValue, y: TensorValue): boolean {
  if (x.shape.join() !== y.shape.join() || x.data.length === 0) return false;
  const row = operationNamed(op);
  // a column of a matrix of one column has its shape, and is no operation on entries
  if (row.operands === "list" || row.attributes.some(({ kind }) => kind !== "float")) return false;
  const last: TensorValue = { shape: [1], data: x.data.slice(-1) };
  return host().apply(op, [last], attributes).data[0] === y.data.at(-1);
}

const ones = ({ shape, data }: TensorValue): TensorValue => ({ shape, data: new Float64Array(data.length).fill(1) });

const turn = (one: Known): Known[] =>
  one.values.every(({ shape }) => shape.length === 2) && one.kind !== "share"
    ? [{ ...one, turned: true, values: one.values.map((value) => host().apply("transpose", [value])) }]
    : [];

const whole = (values: readonly (TensorValue | undefined)[]): values is readonly TensorValue[] =>
  values.every((value) => value !== undefined);
