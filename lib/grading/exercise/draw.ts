import { createRandom, type Random } from "#lib/core/random.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";
import type { CodePart } from "./spec.ts";

export type Cases = CodePart["cases"];
type Drawn = Cases["values"][string];
type Leaf = Extract<Drawn, { shape: unknown } | { constant: number }>;

/** One drawn case: its number, the sizes in force, and the value of every name in `cases.values`. */
export type Case = {
  readonly k: number;
  readonly sizes: { readonly [size: string]: number };
  readonly values: { readonly [name: string]: Value };
};

/**
 * Case `k` of a seed. Case 0 has every size at `from`; later ones are larger and grow, with no two sizes alike where the ranges allow
 * it: what divides by another length than it should, or exchanges two axes, is right where both are as long. `sizes` fixes sizes by
 * name. Depends on (cases, seed, k, sizes) alone.
 */
export function drawCase(cases: Cases, seed: string, k: number, sizes: { readonly [size: string]: number } = {}): Case {
  const random = createRandom(`${seed}:case:${k}`);
  const drawnSizes = drawSizes(cases, k, sizes, random);
  return { k, sizes: drawnSizes, values: drawValues(cases, drawnSizes, random) };
}

/** The cases of a check that draws some of its arguments in its own way. */
export const withValues = (cases: Cases, values: Partial<Cases["values"]> = {}): Cases => ({
  ...cases,
  values: { ...cases.values, ...(values as Cases["values"]) },
});

type Range = { readonly name: string; readonly lowest: number; readonly highest: number };

/** The narrowest range first, so that a wider one gives way. */
function drawSizes(cases: Cases, k: number, fixed: { readonly [size: string]: number }, random: Random): Case["sizes"] {
  const rows = Object.entries(cases.sizes);
  const ranges = rows.map(([name, size]): Range => {
    const given = fixed[name] ?? (typeof size === "number" ? size : null);
    if (given !== null || typeof size === "number") return { name, lowest: given ?? 0, highest: given ?? 0 };
    const highest = k === 0 ? size.from : Math.min(size.to, size.from + k + rows.length - 1);
    return { name, lowest: Math.min(highest, size.from + Math.ceil(k / 3)), highest };
  });
  const drawn: Record<string, number> = {};
  const isFixed = ({ lowest, highest }: Range) => lowest === highest;
  const inTurn = [...ranges].sort((a, b) => Number(isFixed(b)) - Number(isFixed(a)) || a.highest - b.highest);
  for (const { name, lowest, highest } of inTurn) {
    const range = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
    const free = range.filter((length) => !Object.values(drawn).includes(length));
    const from = free.length > 0 ? free : range;
    drawn[name] = from.length > 1 ? (from[random.integer(from.length)] as number) : (from[0] as number);
  }
  return Object.fromEntries(rows.map(([name]) => [name, drawn[name] as number]));
}

/**
 * Fixed inputs on which answers are compared with known mistakes, drawn so that no two slips coincide by the numbers: no two sizes
 * equal where the ranges allow it, none 1, none next to another; no entry near 0 and no number near a size; of zeros and ones
 * both, and not the same read from either end; the numbers of a list in turn.
 */
export function drawProbe(cases: Cases, seed: string, k: number): Case {
  const sizes = tellingSizes(cases, k);
  const draw = (attempt: string) => dealt(cases, drawCase(cases, `${seed}:probe${attempt}`, k, sizes), attempt);
  for (let i = 0; i < 40; i++) {
    const drawn = draw(i === 0 ? "" : `:${i}`);
    if (isTelling(cases, drawn)) return drawn;
  }
  return draw("");
}

/** Every number of a list in turn, from where the probe before has ended, then shuffled: what one of them shows, probes see. */
function dealt(cases: Cases, { k, sizes, values }: Case, attempt: string): Case {
  const random = createRandom(`dealt:${k}${attempt}`);
  const before = Array.from({ length: k }, (_, earlier) => tellingSizes(cases, earlier));
  const deal = (leaf: Leaf, value: Value): Value => {
    if (!("among" in leaf)) return value;
    const shape = resolveShape(leaf.shape, sizes);
    const length = entriesOf(shape);
    const dealtBefore = before.reduce((sum, one) => sum + entriesOf(resolveShape(leaf.shape, one)), 0);
    const entries = Array.from({ length }, (_, i) => leaf.among[(dealtBefore + i) % leaf.among.length] as number);
    for (let i = length - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [entries[i], entries[j]] = [entries[j] as number, entries[i] as number];
    }
    return shape.length === 0 ? (entries[0] as number) : { shape, data: Float64Array.from(entries) };
  };
  const all = Object.entries(cases.values).map(([name, drawn]) => {
    if (isLeaf(drawn)) return [name, deal(drawn, values[name] as Value)];
    const record = values[name] as { readonly [field: string]: Value };
    return [
      name,
      Object.fromEntries(Object.entries(drawn).map(([field, leaf]) => [field, deal(leaf, record[field] as Value)])),
    ];
  });
  return { k, sizes, values: Object.fromEntries(all) };
}

const entriesOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/**
 * Sizes of probe `k`: of all choices in the ranges (the least ten of each), the one in which the fewest sizes are near, multiples or
 * sums of each other, so that m − 1 is no other size; for the next probe the best of those that share the fewest sizes with the ones
 * before: what is ½ where there are two outputs is a third where there are three.
 */
function tellingSizes(cases: Cases, k: number): Record<string, number> {
  let choices: Record<string, number>[] = [{}];
  for (const [name, size] of Object.entries(cases.sizes)) {
    const [from, to] = typeof size === "number" ? [size, size] : [size.from, Math.min(size.to, size.from + 9)];
    const lengths = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    choices = choices.slice(0, 400).flatMap((one) => lengths.map((length) => ({ ...one, [name]: length })));
  }
  const ranked = choices.map((sizes) => ({ sizes, cost: confusion(sizes) }));
  const chosen: Record<string, number>[] = [];
  for (let probe = 0; probe <= k; probe++) {
    const again = (sizes: Record<string, number>) =>
      chosen.reduce((sum, one) => sum + Object.keys(sizes).filter((name) => one[name] === sizes[name]).length, 0);
    const [best] = ranked
      .map(({ sizes, cost }) => ({ sizes, cost: cost + AGAIN * again(sizes) }))
      .sort((a, b) => a.cost - b.cost);
    chosen.push(best?.sizes ?? {});
  }
  return chosen.at(-1) ?? {};
}

/** What it costs that a size is the one of a probe before, or is 1 or 2: a half, a last and a first one look like something else there. */
const AGAIN = 5;
const SMALL = 4;

function confusion(sizes: { readonly [name: string]: number }): number {
  const lengths = Object.values(sizes);
  let cost = lengths.reduce((sum, n) => sum + n / 20, 0);
  for (const [i, a] of lengths.entries()) {
    if (a < 3) cost += SMALL * (3 - a);
    for (const b of lengths.slice(i + 1)) {
      if (a === b) cost += 20;
      if (Math.abs(a - b) === 1) cost += 4;
      if (a % b === 0 || b % a === 0) cost += 2;
    }
  }
  return cost;
}

/** Whether every drawn value tells one entry, one end and one size from another, as far as its row allows. */
function isTelling(cases: Cases, { values, sizes }: Case): boolean {
  const lengths = Object.values(sizes);
  const telling = (drawn: Leaf, value: Value): boolean => {
    if ("constant" in drawn) return true;
    const data = typeof value === "number" ? [value] : isTensorValue(value) ? [...value.data] : [];
    if ("uniform" in drawn) {
      const [lo, hi] = drawn.uniform;
      const least = Math.min(0.03, (hi - lo) / 100);
      if (data.some((x) => Math.abs(x) < least)) return false;
      return typeof value !== "number" || lengths.every((n) => Math.abs(value - n) > least);
    }
    if (data.length < 3) return true;
    return new Set(data).size > 1 && data.some((x, i) => x !== data[data.length - 1 - i]);
  };
  return Object.entries(cases.values).every(([name, drawn]) => {
    const value = values[name] ?? null;
    if (isLeaf(drawn)) return telling(drawn, value);
    return Object.entries(drawn).every(([field, leaf]) =>
      telling(leaf, (value as { readonly [field: string]: Value })[field] ?? null),
    );
  });
}

/** The shape in numbers; throws where a symbol has no size, which content lint rules out. */
export function resolveShape(
  shape: readonly (number | string)[],
  sizes: { readonly [size: string]: number },
): readonly number[] {
  return shape.map((size) => {
    const length = typeof size === "number" ? size : sizes[size];
    if (length === undefined) throw new Error(`no size is called ${size}`);
    return length;
  });
}

function drawValues(cases: Cases, sizes: Case["sizes"], random: Random): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, drawn] of Object.entries(cases.values)) {
    values[name] = isLeaf(drawn)
      ? drawLeaf(drawn, sizes, random)
      : Object.fromEntries(Object.entries(drawn).map(([field, leaf]) => [field, drawLeaf(leaf, sizes, random)]));
  }
  return values;
}

function drawLeaf(leaf: Leaf, sizes: Case["sizes"], random: Random): number | TensorValue {
  if ("constant" in leaf) return leaf.constant;
  const one = entry(leaf, random);
  const shape = resolveShape(leaf.shape, sizes);
  if (shape.length === 0) return one();
  return { shape, data: Float64Array.from({ length: entriesOf(shape) }, one) };
}

/** Uniform numbers keep three decimals, so that a case can be written down and computed by hand. */
function entry(leaf: Exclude<Leaf, { constant: number }>, random: Random): () => number {
  if ("bernoulli" in leaf) return () => (random.uniform(0, 1) < leaf.bernoulli ? 1 : 0);
  if ("among" in leaf) return () => leaf.among[random.integer(leaf.among.length)] as number;
  if ("sign" in leaf) return () => (random.integer(2) === 0 ? -1 : 1);
  const [lo, hi] = leaf.uniform;
  return () => Math.round(random.uniform(lo, hi) * 1000) / 1000;
}

/** Whether a row of `cases.values` is one value, rather than a record of them. */
export function isLeaf(drawn: Drawn): drawn is Leaf {
  return (
    Array.isArray((drawn as { shape?: unknown }).shape) ||
    typeof (drawn as { constant?: unknown }).constant === "number"
  );
}
