import type { TensorValue } from "#lib/core/value.ts";
import type { NameOf } from "./known.ts";
import type { Sample } from "./sample.ts";

/** What a value of the forward pass is called in a report. No two values are called the same. */
export type Label = {
  /** As the answer or the exercise calls it; null where it has no name. */
  readonly name: string | null;
  /** The operation that made it. */
  readonly op: string;
  /** Where it was made: told where it has no name, or where the name stands in several lines. */
  readonly line: number | null;
  /** What tells it from others of the same line: "with W2", "the second time" that the line runs, "the second one" in it; else null. */
  readonly which: string | null;
};

export type LabelOf = (id: number) => Label;

type Made = Pick<Label, "name" | "op" | "line"> & { readonly id: number; readonly column: number | null };

/** Labels for the forward pass of samples that were carried out alike. */
export function labelsOf(samples: readonly Sample[], nameOf: NameOf, parameters: readonly number[]): LabelOf {
  const [{ forward }] = samples as [Sample];
  const made = forward.tape.entries.map(({ output, op }, i): Made => {
    const { line = null, column = null } = forward.trace.steps[i]?.at ?? {};
    return { id: output, name: nameOf(output), op, line, column };
  });
  const leaves = new Set(forward.tape.leaves.map(({ id }) => nameOf(id)));
  const labels = new Map<number, Label>();
  for (const group of groupsOf(made, ({ name, op, line }) => (name === null ? `${op}:${line}` : `=${name}`))) {
    const lines = new Set(group.map(({ line }) => line));
    for (const ofLine of groupsOf(group, ({ line }) => String(line))) {
      const which = apart(samples, ofLine, parameters, nameOf);
      for (const [i, { id, name, op, line }] of ofLine.entries()) {
        const told = name === null || lines.size > 1 || leaves.has(name);
        labels.set(id, { name, op, line: told ? line : null, which: which[i] ?? null });
      }
    }
  }
  return (id) => labels.get(id) ?? { name: nameOf(id), op: "constant", line: null, which: null };
}

function groupsOf<T>(all: readonly T[], key: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups.values()];
}

/** What tells values of one line apart: the parameter that enters, where it is another one for each, else the order. */
function apart(
  samples: readonly Sample[],
  group: readonly Made[],
  parameters: readonly number[],
  nameOf: NameOf,
): readonly (string | null)[] {
  if (group.length === 1) return [null];
  const members = new Set(group.map(({ id }) => id));
  const entering = group.map(({ id }) => {
    const found = parameterEntering(samples, id, members, parameters);
    return found === null ? null : nameOf(found);
  });
  const atOnePlace = new Set(group.map(({ column }) => column)).size === 1;
  return entering.every((name) => name !== null) && new Set(entering).size === group.length
    ? entering.map((name) => `with ${name}`)
    : group.map((_, i) => `the ${ORDER[i] ?? `${i + 1}th`} ${atOnePlace ? "time" : "one"}`);
}

const ORDER = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/**
 * The parameter by which a value differs from others of its line, which are not gone through: the nearest, or a larger one that is
 * just as near up to a step, as the weights are that the bias is added to.
 */
function parameterEntering(
  samples: readonly Sample[],
  id: number,
  members: ReadonlySet<number>,
  parameters: readonly number[],
): number | null {
  const [{ forward }] = samples as [Sample];
  const inputs = new Map(forward.tape.entries.map((entry) => [entry.output, entry.inputs]));
  const far = new Map([[id, 0]]);
  for (const [one, distance] of far)
    for (const input of inputs.get(one) ?? [])
      if (typeof input === "number" && !far.has(input) && !members.has(input)) far.set(input, distance + 1);
  const reached = parameters.filter((one) => far.has(one));
  const nearest = Math.min(...reached.map((one) => far.get(one) as number));
  const size = (one: number) =>
    samples.reduce((sum, sample) => sum + (sample.forward.values.get(one) as TensorValue).data.length, 0);
  const [first, ...others] = reached.filter((one) => (far.get(one) as number) <= nearest + 1);
  return first === undefined ? null : others.reduce((best, one) => (size(one) > size(best) ? one : best), first);
}
