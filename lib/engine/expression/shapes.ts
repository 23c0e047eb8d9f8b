import type { Shape } from "./formula.ts";

/** Whole numbers that symbols stand for, such as m examples; kept beside the shapes, under no name. */
export const SIZES = Symbol("sizes");
/** How far the indices of the sums around a place run. */
export const RANGES = Symbol("ranges");

/** Symbols that are an entrywise function of another one, such as a2 = g(z2). */
export const SLOPES = Symbol("slopes");

/** Shapes of the symbols by name. */
export type Shapes = {
  readonly [name: string]: Shape;
  readonly [SIZES]?: { readonly [name: string]: number };
  readonly [RANGES]?: { readonly [index: string]: number };
  readonly [SLOPES]?: { readonly [name: string]: { readonly fn: string; readonly at: string } };
};

/** The shapes under a Σ or at an entry, where indices are numbers that run so far. */
export const withRanges = (shapes: Shapes, ranges: { readonly [index: string]: number }): Shapes => ({
  ...shapes,
  ...Object.fromEntries(Object.keys(ranges).map((name): [string, Shape] => [name, []])),
  [RANGES]: { ...shapes[RANGES], ...ranges },
});
