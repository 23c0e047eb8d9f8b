import type { TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { operationNamed } from "#lib/engine/tensor/index.ts";
import { after, type Backward } from "./backward.ts";
import type { Search } from "./find.ts";
import { isZero, near } from "./sample.ts";

export type Place = { readonly name: string | null; readonly line: number | null; readonly column: number | null };

/** What the answer calls the result of an operation of the backward pass, and where it stands. */
export function placeOf({ samples, entries }: Backward, id: number): Place {
  const step = samples[0]?.backward.trace.steps[entries.findIndex(({ output }) => output === id)];
  return { name: step?.name ?? null, line: step?.at?.line ?? null, column: step?.at?.column ?? null };
}

/**
 * Values of other lines that a step was computed from, by no right gradient, and of which nothing says that they are right: neither are
 * they something of the forward pass, nor do they lead to a returned gradient that holds.
 */
export function doubtful(search: Search, { inputs, output }: TapeEntry): readonly number[] {
  const { backward, recognised } = search;
  const { line } = placeOf(backward, output);
  const found: number[] = [];
  const seen = new Set<number>();
  const walk = (input: TapeEntry["inputs"][number]): void => {
    if (typeof input !== "number" || seen.has(input)) return;
    seen.add(input);
    const made = backward.madeBy.get(input);
    if (made === undefined || backward.forwardOf.has(input) || recognised.has(input)) return;
    if (isOfForward(search, input) || isEmptySum(search, input)) return;
    if (operationNamed(made.op).moves || placeOf(backward, input).line === line)
      for (const one of made.inputs) walk(one);
    else if (!leadsToRight(search, input)) found.push(input);
  };
  for (const input of inputs) walk(input);
  return found;
}

/** Zeros that a sum begins with. */
export const isEmptySum = ({ backward: { madeBy, samples } }: Search, id: number): boolean => {
  const made = madeBy.get(id);
  if (made === undefined || operationNamed(made.op).differentiable) return false;
  return isZero(samples.map(({ backward }) => backward.values.get(id) as TensorValue));
};

const isOfForward = ({ backward: { samples }, known }: Search, id: number): boolean =>
  known.some(
    ({ kind, values }) =>
      (kind === "value" || kind === "slope") &&
      samples.every(({ backward }, k) => near(backward.values.get(id) as TensorValue, values[k] as TensorValue)),
  );

/** Whether something goes into a returned gradient that is right. */
export function leadsToRight({ backward, right }: Search, id: number): boolean {
  const later = new Set([id, ...after(backward, id).map((at) => backward.entries[at]?.output)]);
  return [...backward.outputs].some(([name, output]) => right.has(name) && later.has(output));
}

/** "here, or before it in line 13 (xx) or line 15 (yx)"; null where what the step was made of is right as far as can be told. */
export function doubtWords(search: Search, entry: TapeEntry): string | null {
  const places = doubtful(search, entry).map((id) => placeOf(search.backward, id));
  const names = [...new Set(places.map(({ name, line }) => `line ${line}${name === null ? "" : ` (${name})`}`))];
  return names.length === 0 || places.some(({ line }) => line === null)
    ? null
    : `here, or before it in ${names.join(" or ")}`;
}
