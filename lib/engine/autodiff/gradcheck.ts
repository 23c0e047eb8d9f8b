import type { TensorValue } from "#lib/core/value.ts";
import { numericGradient } from "./numeric.ts";

/** Entries agree where |analytic − numeric| ≤ atol + rtol · the larger of the two. */
export type Tolerances = { readonly rtol: number; readonly atol: number };

export const DEFAULT_TOLERANCES: Tolerances = { rtol: 1e-7, atol: 1e-9 };

export type Worst = {
  /** Which argument, and the index of the entry in it. */
  readonly argument: number;
  readonly index: readonly number[];
  readonly analytic: number;
  readonly numeric: number;
  /** |analytic − numeric| over the larger of the two. */
  readonly relativeError: number;
};

export type GradientReport = {
  readonly agrees: boolean;
  readonly entries: number;
  readonly agreeing: number;
  /** The entry that misses its tolerance by most (or, where all agree, comes nearest to it); null without entries. */
  readonly worst: Worst | null;
  /** The first argument whose gradient has another shape, or null. Its entries count as not agreeing. */
  readonly otherShape: number | null;
};

/** Holds one gradient against another, entry by entry. Values that are not finite agree with nothing. */
export function compareGradients(
  analytic: readonly TensorValue[],
  numeric: readonly TensorValue[],
  tolerances: Tolerances = DEFAULT_TOLERANCES,
): GradientReport {
  let entries = 0;
  let agreeing = 0;
  let worst: Worst | null = null;
  let most = Number.NEGATIVE_INFINITY;
  let otherShape: number | null = null;
  for (const [argument, expected] of numeric.entries()) {
    const given = analytic[argument];
    entries += expected.data.length;
    if (!given || !sameShape(given.shape, expected.shape)) {
      otherShape ??= argument;
      continue;
    }
    for (const [i, right] of expected.data.entries()) {
      const left = given.data[i] as number;
      const excess = excessOf(left, right, tolerances);
      if (excess <= 1) agreeing++;
      if (excess > most) {
        most = excess;
        const larger = Math.max(Math.abs(left), Math.abs(right));
        worst = {
          argument,
          index: indexOf(i, expected.shape),
          analytic: left,
          numeric: right,
          relativeError: larger === 0 ? 0 : Math.abs(left - right) / larger,
        };
      }
    }
  }
  return { agrees: agreeing === entries, entries, agreeing, worst, otherShape };
}

/** A tape is believed only where it agrees with central differences: values that passed through plain numbers drop out of it silently. */
export const agrees = (
  tape: readonly TensorValue[],
  numeric: readonly TensorValue[],
  tolerances: Tolerances = DEFAULT_TOLERANCES,
): boolean => compareGradients(tape, numeric, tolerances).agrees;

/** Holds a gradient against central differences of its function at one point. */
export function gradcheck(
  f: (...args: readonly TensorValue[]) => number,
  gradient: (...args: readonly TensorValue[]) => readonly TensorValue[],
  at: readonly TensorValue[],
  tolerances: Tolerances = DEFAULT_TOLERANCES,
): GradientReport {
  return compareGradients(gradient(...at), numericGradient(f, at), tolerances);
}

/** The error in units of what is tolerated; infinite where a value is not finite. */
function excessOf(left: number, right: number, { rtol, atol }: Tolerances): number {
  if (!Number.isFinite(left) || !Number.isFinite(right)) return Number.POSITIVE_INFINITY;
  return Math.abs(left - right) / (atol + rtol * Math.max(Math.abs(left), Math.abs(right)));
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);

function indexOf(i: number, shape: readonly number[]): readonly number[] {
  const index: number[] = [];
  let rest = i;
  for (const length of shape.toReversed()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}
