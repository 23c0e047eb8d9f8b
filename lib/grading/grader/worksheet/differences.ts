import type { TensorValue, Value } from "#lib/core/value.ts";
import { isCorner, OFFSETS, type Offsets, slopeOf } from "../code/own-derivative.ts";
import { asTensor, largestOf } from "../tensor-values.ts";
import type { Chain, FieldValues, Given, Point } from "./chain.ts";

/** A field that is the derivative of a function of `fields.ts`, summed over its entries, by a given value or a field. */
export type Claim = { readonly id: string; readonly of: string; readonly by: string };

/** A field beside central differences; at a corner of the function an entry can be held against nothing. */
export type Compared = Claim & {
  readonly own: TensorValue;
  readonly numeric: TensorValue;
  readonly corners: readonly boolean[];
};

/**
 * What each field is, and what it should be by central differences of the sheet's own functions. A field is computed from the
 * derivatives as they should be, so that of a chain only the functions that are wrong themselves differ.
 */
export async function differencesOf(
  chain: Pick<Chain, "rightOfEach" | "valuesAt">,
  given: Given,
  claims: readonly Claim[],
): Promise<readonly Compared[]> {
  const [full] = (await chain.rightOfEach([{}])) as readonly [FieldValues];
  const at = claims.map((claim) => {
    const value = claim.by in given ? asTensor(given[claim.by] as Value) : full[claim.by];
    return { claim, value: value as TensorValue };
  });
  const points = at.map(({ claim, value }) => pointsAround(claim, value, given));
  const sums = (await chain.valuesAt(points.flat())).map(({ data }) => data.reduce((sum, x) => sum + x, 0));
  let next = 0;
  const found = at.map(({ claim, value: { shape, data } }, k) => {
    const mine = sums.slice(next, next + (points[k] as readonly Point[]).length);
    next += mine.length;
    const [middle = Number.NaN, ...moved] = mine;
    const slopes = [...data.keys()].map((i) =>
      slopeAt(middle, moved.slice(OFFSETS.length * i, OFFSETS.length * (i + 1)) as unknown as Offsets),
    );
    const numeric: TensorValue = { shape, data: Float64Array.from(slopes, ({ value }) => value) };
    const corners = slopes.map(({ disagree }) => isCorner(disagree, largestOf(numeric)));
    return { ...claim, numeric, corners };
  });
  const asTheyShouldBe = found.flatMap(({ id, numeric, corners }): [string, TensorValue][] => {
    const own = full[id];
    // Of another length it can stand for nothing that later fields are computed from.
    if (own === undefined || own.data.length !== numeric.data.length) return [];
    return [[id, { shape: own.shape, data: own.data.map((x, i) => (corners[i] ? x : (numeric.data[i] as number))) }]];
  });
  const [own] = (await chain.rightOfEach([Object.fromEntries(asTheyShouldBe)])) as readonly [FieldValues];
  return found.map((one) => ({ ...one, own: own[one.id] as TensorValue }));
}

/** The value itself, then each of its entries moved by each offset. */
function pointsAround({ of, by }: Claim, value: TensorValue, given: Given): Point[] {
  const point = (other: TensorValue): Point =>
    by in given
      ? { of, given: { ...given, [by]: plainOf(other) }, entered: {} }
      : { of, given, entered: { [by]: other } };
  const moved = [...value.data.keys()].flatMap((i) =>
    OFFSETS.map((offset) => point({ shape: value.shape, data: value.data.map((x, k) => (k === i ? x + offset : x)) })),
  );
  return [point(value), ...moved];
}

const plainOf = (value: TensorValue): number | TensorValue =>
  value.shape.length === 0 ? (value.data[0] as number) : value;

/**
 * The slope, and how far its estimates are apart. At a corner itself the central ones agree; there the slopes of both sides stay apart
 * as the step grows smaller, while a smooth function's come together in proportion to it.
 */
function slopeAt(middle: number, [up, down, upHalf, downHalf]: Offsets): { value: number; disagree: number } {
  const { value, disagree } = slopeOf([up, down, upHalf, downHalf]);
  const [wide = 1, , near = 1] = OFFSETS;
  const sides = (plus: number, minus: number, step: number) => (plus + minus - 2 * middle) / step;
  const left = 2 * sides(upHalf, downHalf, near) - sides(up, down, wide);
  return { value, disagree: Math.max(disagree, Math.abs(left)) };
}
