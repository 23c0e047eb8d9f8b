import type { TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { after, type Backward, holding, replaced } from "./backward.ts";
import type { Known, NameOf } from "./known.ts";
import { near, type Sample } from "./sample.ts";
import { factorOf, ONE, type Scale, sameScale, scaleBetween, scaled, scaleFrom } from "./scale.ts";

/** What a value of the backward pass is: something known, by a uniform factor. */
export type Recognised = { readonly known: Known; readonly scale: Scale };

/** The first step that is off, and what it should have given so that what was wrong comes out right. */
export type Off = {
  readonly entry: TapeEntry;
  readonly needed: Recognised;
  /** What it should have given, in each sample. */
  readonly values: readonly TensorValue[];
  /** The returned gradients that would then be right. */
  readonly fixes: readonly string[];
  /** A right gradient that was used where another belongs. */
  readonly insteadOf: { readonly used: Recognised; readonly wanted: Recognised } | null;
};

export type Search = {
  readonly backward: Backward;
  readonly known: readonly Known[];
  readonly nameOf: NameOf;
  /** What each id of the backward pass is recognised as; nothing for what is none of the known gradients. */
  readonly recognised: ReadonlyMap<number, Recognised>;
  /** Returned gradients that do not hold in some sample, and those that hold in all. */
  readonly wrong: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
};

/** Values of an id of the backward pass in each sample. */
export const valuesOf = ({ samples }: Backward, id: number): readonly TensorValue[] =>
  samples.map(({ backward }) => backward.values.get(id) as TensorValue);

/** What values are: a known gradient by any uniform factor. Exactly one comes before a multiple of another. */
export function recognise(
  samples: readonly Sample[],
  known: readonly Known[],
  values: readonly TensorValue[],
): readonly Recognised[] {
  const found = known.flatMap((one) => {
    if (one.kind !== "gradient" && one.kind !== "share") return [];
    const scale = scaleBetween(samples, values, one.values);
    return scale === null ? [] : [{ known: one, scale }];
  });
  return found.sort((a, b) => Number(sameScale(b.scale, ONE)) - Number(sameScale(a.scale, ONE)));
}

/**
 * The first operation, in the order of execution, whose value alone has to be another for returned gradients to come out right: put
 * in its place, something known makes at least one of `asked` right in every sample, and none that was right wrong. What a right
 * gradient is built into is not yet off; neither is a uniform factor that is carried along. Null where nothing single explains it.
 */
export function firstOff(search: Search, asked: ReadonlySet<string>): Off | null {
  const { backward, recognised } = search;
  let insteadOf: Off["insteadOf"] = null;
  for (const entry of backward.entries) {
    const id = entry.output;
    if (backward.forwardOf.has(id) || !reaches(search, id, asked)) continue;
    const [best] = repairs(search, id, asked);
    if (best === undefined || carriedAlong(search, entry, best.needed)) continue;
    const is = recognised.get(id);
    const other = is !== undefined && is.known.kind === "gradient" && isRightAs(search, id, is, best.needed);
    if (other) {
      insteadOf ??= { used: is, wanted: best.needed };
      continue;
    }
    if (sound(search, entry, best)) return { entry, ...best, insteadOf: usedIn(search, entry, insteadOf) };
  }
  return null;
}

function reaches({ backward }: Search, id: number, asked: ReadonlySet<string>): boolean {
  const later = new Set([id, ...after(backward, id).map((at) => backward.entries[at]?.output)]);
  return [...backward.outputs].some(([name, output]) => asked.has(name) && later.has(output));
}

type Repair = Pick<Off, "needed" | "values" | "fixes">;

/** Known things that would repair something in the place of `id`; what repairs most first. */
function repairs(search: Search, id: number, asked: ReadonlySet<string>): Repair[] {
  const { backward, known } = search;
  const later = after(backward, id);
  const shapes = valuesOf(backward, id).map(({ shape }) => shape.join());
  const returned = [...backward.outputs].filter(([, output]) => output === id).map(([name]) => name);
  const found = known.flatMap((one): Repair[] => {
    const fits = one.values.every(({ shape }, k) => shape.join() === shapes[k]);
    if (!fits && returned.length === 0) return [];
    const repair = repairBy(search, id, later, one, asked);
    return repair === null ? [] : [repair];
  });
  return found.sort((a, b) => b.fixes.length - a.fixes.length);
}

function repairBy(
  { backward, right }: Search,
  id: number,
  later: readonly number[],
  known: Known,
  asked: ReadonlySet<string>,
): Repair | null {
  const { samples } = backward;
  const scale =
    known.kind === "gradient" || known.kind === "share" ? scaleNeeded(backward, id, later, known, asked) : ONE;
  if (scale === null) return null;
  const values = known.values.map((value, k) => scaled(value, factorOf(scale, samples[k] as Sample)));
  let fixes = [...asked];
  for (const [k, sample] of samples.entries()) {
    const changed = replaced(sample, later, id, values[k] as TensorValue);
    if (changed === null) return null;
    const held = holding(backward, sample, changed);
    if ([...right].some((name) => !held.has(name))) return null;
    fixes = fixes.filter((name) => held.has(name));
    if (fixes.length === 0) return null;
  }
  return { needed: { known, scale }, values, fixes };
}

/** The factor by which the known gradient has to be taken for one of the wrong ones to come out right. What follows is linear in it. */
function scaleNeeded(
  backward: Backward,
  id: number,
  later: readonly number[],
  known: Known,
  asked: ReadonlySet<string>,
): Scale | null {
  const { samples, outputs } = backward;
  const would = samples.map((sample, k) => replaced(sample, later, id, known.values[k] as TensorValue));
  for (const [name, output] of outputs) {
    if (!asked.has(name)) continue;
    const factors = samples.map((sample, k) => {
      const made = would[k]?.get(output);
      const truth = sample.pairs.find((pair) => pair.name === name)?.other;
      return made === undefined || truth === undefined ? null : proportion(truth, made);
    });
    if (factors.some((factor) => factor === null)) continue;
    const scale = scaleFrom(samples, factors as number[]);
    if (scale !== null) return scale;
  }
  return null;
}

/** The factor at the largest entry, if all entries have it; null for nothing or for shapes that differ. */
function proportion(a: TensorValue, b: TensorValue): number | null {
  if (a.data.length !== b.data.length) return null;
  let at = 0;
  for (const [i, x] of b.data.entries()) if (Math.abs(x) > Math.abs(b.data[at] as number)) at = i;
  const by = (a.data[at] as number) / (b.data[at] as number);
  if (!Number.isFinite(by) || by === 0) return null;
  return near({ shape: [a.data.length], data: a.data }, { shape: [b.data.length], data: b.data.map((x) => x * by) })
    ? by
    : null;
}

/**
 * A gradient that is right up to a uniform factor, with the same factor as what it was computed from, is right where it stands: the
 * factor came in before or is missing after. So is one that is exactly right. What is returned has to be exactly right.
 */
function carriedAlong(search: Search, { output, inputs }: TapeEntry, needed: Recognised): boolean {
  const is = search.recognised.get(output);
  if (is === undefined || is.known !== needed.known) return false;
  if (sameScale(is.scale, ONE)) return true;
  if (isReturned(search, output)) return false;
  const before = sources(search, inputs);
  return before.length > 0 && before.every(({ scale }) => sameScale(scale, is.scale));
}

const isReturned = ({ backward }: Search, id: number): boolean => [...backward.outputs.values()].includes(id);

/** The nearest recognised gradients that something was computed from. */
function sources({ backward, recognised }: Search, inputs: TapeEntry["inputs"]): Recognised[] {
  const found = new Set<Recognised>();
  const seen = new Set<number>();
  const walk = (input: TapeEntry["inputs"][number]): void => {
    if (typeof input !== "number" || seen.has(input) || backward.forwardOf.has(input)) return;
    seen.add(input);
    const is = recognised.get(input);
    if (is !== undefined) found.add(is);
    else for (const one of backward.madeBy.get(input)?.inputs ?? []) walk(one);
  };
  for (const input of inputs) walk(input);
  return [...found];
}

/** A value that is one right gradient, standing where another is needed, is right unless the answer calls it by the other's name. */
function isRightAs(search: Search, id: number, is: Recognised, needed: Recognised): boolean {
  if (is.known === needed.known || isReturned(search, id)) return false;
  if (needed.known.kind !== "gradient") return true;
  const meant = meaning(nameIn(search, id));
  return meant === null || meant !== meaning(search.nameOf(needed.known.id));
}

export const nameIn = ({ backward: { samples, entries } }: Pick<Search, "backward">, id: number): string | null => {
  const at = entries.findIndex(({ output }) => output === id);
  return samples[0]?.backward.trace.steps[at]?.name ?? null;
};

/** `dZ1`, `grad_z1`, `deltaZ1` and `Z1` mean the same. */
export function meaning(name: string | null): string | null {
  if (name === null) return null;
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return bare.replace(/^(gradient|grad|delta|dl|d)(?=[a-z])/, "").replace(/^(by|of)?d(?=[a-z]\d*$)/, "") || null;
}

/**
 * Whether what a step was computed from is right, as far as it can be told: every gradient in it has the factor that the step needs,
 * or is exactly right, or leads to something returned that is right. A value that the answer calls a gradient and that is none is not.
 */
function sound(search: Search, entry: TapeEntry, { needed }: Repair): boolean {
  if (unknownGradients(search, entry).length > 0) return false;
  return sources(search, entry.inputs).every(
    (is) => sameScale(is.scale, ONE) || sameScale(is.scale, needed.scale) || leadsToRight(search, is),
  );
}

function leadsToRight(search: Search, is: Recognised): boolean {
  const { backward, recognised, right } = search;
  return [...recognised].some(([id, one]) => one === is && reaches(search, id, right)) && backward.outputs.size > 0;
}

/** Values on the way to a step that are called after something of the forward pass and are none of the known gradients. */
function unknownGradients(search: Search, { inputs }: TapeEntry): number[] {
  const { backward, recognised, nameOf } = search;
  const named = new Set(search.known.filter(({ kind }) => kind === "gradient").map(({ id }) => meaning(nameOf(id))));
  const found: number[] = [];
  const seen = new Set<number>();
  const walk = (input: TapeEntry["inputs"][number]): void => {
    if (typeof input !== "number" || seen.has(input)) return;
    seen.add(input);
    if (backward.forwardOf.has(input) || recognised.has(input)) return;
    const name = nameIn(search, input);
    const meant = meaning(name);
    if (meant !== null && name?.toLowerCase() !== meant && named.has(meant)) found.push(input);
    for (const one of backward.madeBy.get(input)?.inputs ?? []) walk(one);
  };
  for (const input of inputs) walk(input);
  return found;
}

/** The gradient used in the place of another, where the step that is off took it. */
function usedIn(search: Search, entry: TapeEntry, insteadOf: Off["insteadOf"]): Off["insteadOf"] {
  return insteadOf !== null && sources(search, entry.inputs).includes(insteadOf.used) ? insteadOf : null;
}
