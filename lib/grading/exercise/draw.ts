import { createRandom, type Random } from "#lib/core/random.ts";
import type { TensorValue, Value } from "#lib/core/value.ts";
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
 * Case `k` of a seed. Case 0 has every size at `from`, case 1 at the next; later ones grow, the upper end by one per case up to `to`.
 * `sizes` fixes sizes by name. Depends on (cases, seed, k, sizes) alone.
 */
export function drawCase(cases: Cases, seed: string, k: number, sizes: { readonly [size: string]: number } = {}): Case {
  const random = createRandom(`${seed}:case:${k}`);
  const drawnSizes: Record<string, number> = {};
  for (const [name, size] of Object.entries(cases.sizes)) {
    const [from, to] = typeof size === "number" ? [size, size] : [size.from, size.to];
    const highest = Math.min(to, from + k);
    const lowest = Math.min(highest, from + Math.ceil(k / 3));
    drawnSizes[name] = sizes[name] ?? lowest + random.integer(highest - lowest + 1);
  }
  return { k, sizes: drawnSizes, values: drawValues(cases, drawnSizes, random) };
}

/**
 * Fixed inputs on which answers are compared with known mistakes: no two sizes equal where the ranges allow it, and none 1,
 * so that a transposed matrix or a second mean over the batch shows.
 */
export function drawProbe(cases: Cases, seed: string, k: number): Case {
  const taken = new Set(Object.values(cases.sizes).filter((size) => typeof size === "number"));
  const sizes: Record<string, number> = {};
  for (const [name, size] of Object.entries(cases.sizes)) {
    if (typeof size === "number") continue;
    const candidates = Array.from({ length: size.to - size.from + 1 }, (_, i) => size.from + i).filter((n) => n > 1);
    const free = candidates.filter((n) => !taken.has(n));
    const chosen = free[k % Math.max(1, Math.min(free.length, 2))] ?? candidates[0] ?? size.from;
    taken.add(chosen);
    sizes[name] = chosen;
  }
  return drawCase(cases, `${seed}:probe`, k, sizes);
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
  return { shape, data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, one) };
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
