import { isTensorValue, type Value } from "#lib/core/value.ts";
import { type Case, drawCase } from "../../../exercise/index.ts";
import type { CodeContext } from "../context.ts";

type Cases = CodeContext["part"]["cases"];
type Sizes = Case["sizes"];

/** Sizes from the smallest upwards: all at their lower end, then one of them larger by one or two, then all of them. */
export function sizesUpwards(cases: Cases): Sizes[] {
  const ranges = Object.entries(cases.sizes).map(([name, size]): [string, number, number] =>
    typeof size === "number" ? [name, size, size] : [name, size.from, size.to],
  );
  const at = (by: (name: string) => number): Sizes =>
    Object.fromEntries(ranges.map(([name, from, to]) => [name, Math.min(to, from + by(name))]));
  const free = ranges.filter(([, from, to]) => to > from).map(([name]) => name);
  const all = [
    at(() => 0),
    ...free.map((one) => at((name) => (name === one ? 1 : 0))),
    ...free.map((one) => at((name) => (name === one ? 2 : 0))),
    at(() => 1),
    at(() => 2),
  ];
  return all.filter((sizes, i) => all.findIndex((other) => key(other) === key(sizes)) === i);
}

/** Sizes of which no two are equal and none is 1, as far as the ranges allow it, so that sums, means and transposes show. */
export function tellingSizes(cases: Cases): Sizes {
  const taken = new Set(Object.values(cases.sizes).filter((size) => typeof size === "number"));
  const chosen: Record<string, number> = {};
  for (const [name, size] of Object.entries(cases.sizes)) {
    if (typeof size === "number") chosen[name] = size;
    else {
      const range = Array.from({ length: size.to - size.from + 1 }, (_, i) => size.from + i);
      const one = range.find((n) => n > 2 && !taken.has(n)) ?? range.find((n) => n > 1) ?? size.from;
      taken.add(one);
      chosen[name] = one;
    }
  }
  return chosen;
}

const DRAWS = 12;

/** The first draw from the seed in which no tensor of several entries has them all equal. */
export function drawTelling(cases: Cases, seed: string, sizes: Sizes): Case {
  const draws = Array.from({ length: DRAWS }, (_, k) => drawCase(cases, seed, k, sizes));
  return draws.find(({ values }) => Object.values(values).every(varies)) ?? (draws[0] as Case);
}

function varies(value: Value): boolean {
  if (isTensorValue(value)) return value.data.length < 2 || value.data.some((x) => x !== value.data[0]);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(varies);
}

/** Some draws of the same sizes, the second as different from the first in drawn signs or zeros and ones as may be. */
export function drawSeveral(cases: Cases, seed: string, sizes: Sizes, many: number): readonly Case[] {
  const [first, ...others] = Array.from({ length: DRAWS }, (_, k) => drawCase(cases, seed, k, sizes)) as [
    Case,
    ...Case[],
  ];
  const apart = (other: Case) => differing(first.values as Value, other.values as Value);
  const unlike = others.reduce((best, one) => (apart(one) > apart(best) ? one : best));
  return [first, unlike, ...others.filter((one) => one !== unlike)].slice(0, many);
}

/** How many tensors differ. */
function differing(a: Value, b: Value): number {
  if (isTensorValue(a) && isTensorValue(b)) return a.data.some((x, i) => x !== b.data[i]) ? 1 : 0;
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return 0;
  return Object.keys(a).reduce((n, name) => n + differing((a as Fields)[name] ?? null, (b as Fields)[name] ?? null), 0);
}

type Fields = { readonly [name: string]: Value };

const key = (sizes: Sizes): string => JSON.stringify(sizes);
