// Longer than most: one search, from what explains most to what explains least, over the same few looks at a backward pass.
import type { TapeEntry } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { after, type Backward, holding, replaced } from "./backward.ts";
import { doubtful, isEmptySum, placeOf } from "./doubt.ts";
import { isRightElsewhere } from "./given.ts";
import type { Known, NameOf } from "./known.ts";
import type { LabelOf } from "./labels.ts";
import { isZero, near, type Sample } from "./sample.ts";
import { factorOf, isTrivial, isTwofold, ONE, ratio, type Scale, sameScale, scaleBetween, scaled } from "./scale.ts";

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
  readonly labelOf: LabelOf;
  /** What each id of the backward pass is recognised as; nothing for what is none of the known gradients. */
  readonly recognised: ReadonlyMap<number, Recognised>;
  /** Returned gradients that do not hold in some sample, and those that hold in all. */
  readonly wrong: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
  /** Of each returned gradient the parameter on the forward tape. */
  readonly parameters: ReadonlyMap<string, number>;
  /** Lines of helpers that serve the forward pass, too, or another function that is asked for. */
  readonly ofOthers: ReadonlySet<number>;
  /** What was returned in every case that was looked at, also where it was carried out by other steps than the one that is shown. */
  readonly taken: readonly Pick<Sample, "one" | "pairs">[];
};

/** Values of an id of the backward pass in each sample. */
export const valuesOf = ({ samples }: Backward, id: number): readonly TensorValue[] =>
  samples.map(({ backward }) => backward.values.get(id) as TensorValue);

/**
 * What values are: a known gradient by any uniform factor, the likeliest first. Exactly one comes before a multiple of another, what
 * has a name before what has none, and the same sign before the opposite. Ones, and signs, are a multiple of too much for one that is of
 * opposite sign and of another size as well.
 */
export function recognise(
  samples: readonly Sample[],
  known: readonly Known[],
  values: readonly TensorValue[],
  nameOf: NameOf,
): readonly Recognised[] {
  const found = known.flatMap((one) => {
    if (one.kind !== "gradient" && one.kind !== "share") return [];
    const scale = scaleBetween(samples, values, one.values);
    if (scale === null || (isTwofold(scale) && isTrivial(samples, values))) return [];
    return [{ known: one, scale }];
  });
  const likely = ({ known: { kind, id }, scale }: Recognised): number =>
    (sameScale(scale, ONE) ? 4 : 0) + (kind === "gradient" && nameOf(id) !== null ? 2 : 0) + (scale.by > 0 ? 1 : 0);
  return found.sort((a, b) => likely(b) - likely(a));
}

/**
 * The first operation, in the order of execution, whose value alone has to be another for returned gradients to come out right: put
 * in its place, something known makes at least one of `asked` right in every sample, and none that was right wrong. What a right
 * gradient is built into is not yet off; neither is a uniform factor that is carried along. Null where nothing single explains it.
 */
export function firstOff(search: Search, asked: ReadonlySet<string>): Off | null {
  const { backward } = search;
  for (const entry of backward.entries) {
    const id = entry.output;
    if (backward.forwardOf.has(id) || !backward.grounded.has(id) || !reaches(search, id, asked)) continue;
    // What serves others as it is is right there: off is where it is used.
    if (search.ofOthers.has(placeOf(backward, id).line ?? 0)) continue;
    const [best] = repairs(search, id, asked);
    if (best === undefined || !showsIn(search, id, best.values)) continue;
    if (carriedAlong(search, entry, best.needed) || isRightAs(search, id, best.needed)) continue;
    if (isRightElsewhere(search, id, best.needed)) continue;
    if (sound(search, entry, best)) return { entry, ...best, insteadOf: usedInstead(search, entry, best.values) };
  }
  return null;
}

/** Whether values differ in the case that is shown: 1/m that is left out does not at m = 1. */
function showsIn({ backward }: Search, id: number, [needed]: readonly TensorValue[]): boolean {
  const [yours] = valuesOf(backward, id) as [TensorValue];
  return needed === undefined || !near(yours, needed);
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
    // Numbers on the way to something with a name: one that fits does so by chance, nobody means it.
    if (one.kind === "value" && search.nameOf(one.id) === null) return [];
    const fits = one.values.every(({ shape }, k) => shape.join() === shapes[k]);
    if (!fits && returned.length === 0 && one.kind !== "slope") return [];
    const repair = repairBy(search, id, later, one, asked, returned);
    return repair === null ? [] : [repair];
  });
  const is = search.recognised.get(id)?.known;
  const parameters = new Set(search.parameters.values());
  // Of one example the gradient of a bias is that of the sum before it: what is not returned is the latter.
  const fitting = ({ id: one }: Known) => parameters.has(one) === returned.length > 0;
  const likely = ({ needed: { known, scale } }: Repair): number =>
    (known === is ? 4 : 0) + (scale.by > 0 ? 2 : 0) + (fitting(known) ? 1 : 0);
  return found.sort((a, b) => b.fixes.length - a.fixes.length || likely(b) - likely(a));
}

function repairBy(
  { backward, right, parameters }: Search,
  id: number,
  later: readonly number[],
  known: Known,
  asked: ReadonlySet<string>,
  returned: readonly string[],
): Repair | null {
  const { samples } = backward;
  // By no factor is one zero another: a returned gradient that has to be zero in these cases is put right by its own.
  const own = known.kind === "gradient" && !known.turned && returned.some((name) => parameters.get(name) === known.id);
  for (const scale of own && isZero(known.values) ? [ONE] : scalesFor(backward, id, later, known, asked)) {
    const values = known.values.map((value, k) => scaled(value, factorOf(scale, samples[k] as Sample)));
    const fixes = fixedBy(backward, id, later, values, asked, right);
    if (fixes.length > 0) return { needed: { known, scale }, values, fixes };
  }
  return null;
}

/** Those asked for that come out right in every sample with other values for `id`; none where that makes a right one wrong. */
function fixedBy(
  backward: Backward,
  id: number,
  later: readonly number[],
  values: readonly TensorValue[],
  asked: ReadonlySet<string>,
  right: ReadonlySet<string>,
): readonly string[] {
  let fixes = [...asked];
  for (const [k, sample] of [...backward.samples.entries()].reverse()) {
    const changed = replaced(sample, later, id, values[k] as TensorValue);
    if (changed === null) return [];
    const held = holding(backward, sample, changed);
    if ([...right].some((name) => !held.has(name))) return [];
    fixes = fixes.filter((name) => held.has(name));
    if (fixes.length === 0) return [];
  }
  return fixes;
}

/** Values and slopes are taken as they are, gradients by the factor that makes things right, parts of them by the usual factors. */
function scalesFor(...given: Parameters<typeof scaleNeeded>): readonly Scale[] {
  const [backward, , , known] = given;
  if (known.kind === "value" || known.kind === "slope") return [ONE];
  const scale = scaleNeeded(...given);
  if (scale !== null) return [scale];
  if (known.kind === "gradient") return [];
  const sizes = Object.keys(backward.samples[0]?.one.sizes ?? {}).filter((size) => size === "m");
  return [1, -1].flatMap((by) => [{ ...ONE, by }, ...sizes.map((size) => ({ by, size, over: false }))]);
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
  const put = (sample: Sample, k: number) => replaced(sample, later, id, known.values[k] as TensorValue);
  const last = samples.at(-1) as Sample;
  const first = put(last, samples.length - 1);
  const hopeful = [...outputs].filter(([name, output]) => {
    const made = first?.get(output);
    const truth = last.pairs.find((pair) => pair.name === name)?.other;
    return asked.has(name) && made && truth && ratio(flattened(truth), flattened(made)) !== null;
  });
  if (hopeful.length === 0) return null;
  const would = samples.map((sample, k) => (sample === last ? first : put(sample, k)));
  for (const [name, output] of hopeful) {
    const made = would.map((changed) => changed?.get(output));
    const truths = samples.map(({ pairs }) => pairs.find((pair) => pair.name === name)?.other);
    if (made.some((one) => one === undefined) || truths.some((one) => one === undefined)) continue;
    const flat = (list: readonly (TensorValue | undefined)[]) => list.map((one) => flattened(one as TensorValue));
    const scale = scaleBetween(samples, flat(truths), flat(made));
    if (scale !== null) return scale;
  }
  return null;
}

const flattened = ({ data }: TensorValue): TensorValue => ({ shape: [data.length], data });

/**
 * A gradient that is right up to a uniform factor, with the same factor as what it was computed from, is right where it stands: the
 * factor came in before or is missing after. So is one that is exactly right. What is returned has to be exactly right.
 */
function carriedAlong(search: Search, { output, inputs }: TapeEntry, needed: Recognised): boolean {
  const is = search.recognised.get(output);
  if (is === undefined || is.known !== needed.known) return false;
  if (sameScale(is.scale, ONE)) return true;
  if (isReturned(search, output)) return false;
  if (is.known.kind === "share") {
    // A term of opposite sign is subtracted; one that goes into a sum as it is has to have the factor of the others.
    if (is.scale.by === -needed.scale.by) return true;
    if (!goesOn(search, output, is)) return false;
  }
  // Nobody carries a mean of the mean along, to multiply it again later.
  return needed.scale.over || isCarried(search, inputs, is);
}

/** Whether an operation on something gives the same again, by another factor. */
const goesOn = ({ backward, recognised }: Search, id: number, { known }: Recognised): boolean =>
  backward.entries.some(({ inputs, output }) => inputs.includes(id) && recognised.get(output)?.known === known);

function isCarried(search: Search, inputs: TapeEntry["inputs"], { scale }: Recognised): boolean {
  const before = sources(search, inputs);
  return before.length > 0 && before.every(({ is }) => sameScale(is.scale, scale));
}

const isReturned = ({ backward }: Search, id: number): boolean => [...backward.outputs.values()].includes(id);

/** Of something nameless the opposite sign is a term like any other. */
const isGradient = ({ known: { kind, id }, scale }: Recognised, nameOf: NameOf): boolean =>
  kind === "gradient" && (nameOf(id) !== null || scale.by > 0);

type Source = { readonly id: number; readonly is: Recognised };

/** The nearest recognised gradients that something was computed from. */
export function sources({ backward, recognised, nameOf }: Search, inputs: TapeEntry["inputs"]): Source[] {
  const found: Source[] = [];
  const seen = new Set<number>();
  const walk = (input: TapeEntry["inputs"][number]): void => {
    if (typeof input !== "number" || seen.has(input) || backward.forwardOf.has(input)) return;
    seen.add(input);
    const is = recognised.get(input);
    if (is !== undefined && isGradient(is, nameOf)) found.push({ id: input, is });
    else for (const one of backward.madeBy.get(input)?.inputs ?? []) walk(one);
  };
  for (const input of inputs) walk(input);
  return found;
}

/** A value that is one right gradient, standing where another is needed, is right unless the answer calls it by the other's name. */
function isRightAs(search: Search, id: number, needed: Recognised): boolean {
  const is = search.recognised.get(id);
  if (is?.known.kind !== "gradient" || is.known === needed.known || isReturned(search, id)) return false;
  if (needed.known.kind !== "gradient") return true;
  const meant = meaning(nameIn(search, id));
  const [wanted, used] = [needed, is].map(({ known }) => meaning(search.nameOf(known.id)));
  // `dZ` in a loop over layers means whichever Z it is, and no A.
  const loosely = meant !== null && meant === letters(wanted) && meant !== letters(used);
  return meant === null || (meant !== wanted && !loosely);
}

const letters = (name: string | null | undefined): string | null => name?.replace(/\d+$/, "") ?? null;

export const nameIn = ({ backward }: Pick<Search, "backward">, id: number): string | null => placeOf(backward, id).name;

/** `dZ1`, `grad_z1`, `deltaZ1` and `Z1` mean the same. */
export function meaning(name: string | null): string | null {
  if (name === null) return null;
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return bare.replace(/^(gradient|grad|delta|dl|d)(?=[a-z])/, "").replace(/^(by|of)?d(?=[a-z]\d*$)/, "") || null;
}

/**
 * Whether what a step was computed from is right, as far as it can be told: every gradient in it has the factor that the step needs,
 * or one that is proven. A value that the answer calls a gradient and that is none is not.
 */
function sound(search: Search, entry: TapeEntry, { needed }: Repair): boolean {
  if (unknownGradients(search, entry).length > 0) return false;
  return sources(search, entry.inputs).every((one) => sameScale(one.is.scale, needed.scale) || isProven(search, one));
}

/** A factor of 1, one that leads to something returned that is right, here or where it is computed again, or that of proven gradients before. */
function isProven(search: Search, { id, is }: Source): boolean {
  if (sameScale(is.scale, ONE)) return true;
  const again = [...search.recognised].filter(([, one]) => one.known === is.known && sameScale(one.scale, is.scale));
  if (again.some(([other]) => carriesToRight(search, other, is))) return true;
  const inputs = search.backward.madeBy.get(id)?.inputs ?? [];
  return isCarried(search, inputs, is) && sources(search, inputs).every((one) => isProven(search, one));
}

/** Whether something leads to a returned gradient that is right, by no gradient of another factor: that may take back what is off. */
function carriesToRight({ backward, recognised, right, nameOf }: Search, id: number, { scale }: Recognised): boolean {
  const returned = new Set([...backward.outputs].flatMap(([name, output]) => (right.has(name) ? [output] : [])));
  const reached = new Set([id]);
  for (const { inputs, output } of backward.entries) {
    if (!inputs.some((input) => typeof input === "number" && reached.has(input))) continue;
    if (returned.has(output)) return true;
    const is = recognised.get(output);
    if (is === undefined || !isGradient(is, nameOf) || sameScale(is.scale, scale)) reached.add(output);
  }
  return returned.has(id);
}

/**
 * Values on the way to a step that are called after something of the forward pass, or came from plain numbers, and are nothing known.
 * What a loop has added up so far in the place of the step is none, where all that the place takes from elsewhere is right.
 */
function unknownGradients(search: Search, entry: TapeEntry): number[] {
  const { backward, recognised, nameOf } = search;
  const place = (id: number) => Object.values(placeOf(backward, id)).join();
  const here = place(entry.output);
  const addsUp = doubtful(search, entry).length === 0;
  const named = new Set(search.known.filter(({ kind }) => kind === "gradient").map(({ id }) => meaning(nameOf(id))));
  const found: number[] = [];
  const seen = new Set<number>();
  const walk = (input: TapeEntry["inputs"][number]): void => {
    if (typeof input !== "number" || seen.has(input)) return;
    seen.add(input);
    if (backward.forwardOf.has(input) || recognised.has(input)) return;
    const name = nameIn(search, input);
    const meant = meaning(name);
    const sum = addsUp && (place(input) === here || isEmptySum(search, input));
    const gradient = !sum && meant !== null && name?.toLowerCase() !== meant && named.has(meant);
    if (gradient || (backward.constants.has(input) && varies(valuesOf(backward, input)))) found.push(input);
    for (const one of backward.madeBy.get(input)?.inputs ?? []) walk(one);
  };
  for (const input of entry.inputs) walk(input);
  return found;
}

const varies = (values: readonly TensorValue[]): boolean =>
  values.some(
    ({ data }) => data.some((x) => x !== data[0]) || (data[0] !== undefined && data[0] !== values[0]?.data[0]),
  );

/** The gradient that was used in a step where another belongs: with that one the step gives what it should. */
function usedInstead(search: Search, { output, inputs }: TapeEntry, values: readonly TensorValue[]): Off["insteadOf"] {
  const { backward, known } = search;
  const { samples } = backward;
  if (isZero(values)) return null;
  for (const { id, is } of sources(search, inputs)) {
    const way = after(backward, id).filter(
      (at) => at <= backward.entries.findIndex((entry) => entry.output === output),
    );
    for (const one of known) {
      if (one.kind !== "gradient" || one === is.known) continue;
      const gives = samples.every((sample, k) => {
        const wanted = scaled(one.values[k] as TensorValue, factorOf(is.scale, sample));
        if (wanted.shape.join() !== sample.backward.values.get(id)?.shape.join()) return false;
        const made = replaced(sample, way, id, wanted)?.get(output);
        return made !== undefined && near(made, values[k] as TensorValue);
      });
      if (gives) return { used: is, wanted: { known: one, scale: is.scale } };
    }
  }
  return null;
}
