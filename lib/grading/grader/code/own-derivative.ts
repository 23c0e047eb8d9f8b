import type { Call, CallResult } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Case } from "../../exercise/index.ts";
import { asTensor, fieldsOf, largestOf, shapedAs } from "../tensor-values.ts";
import { argumentsOf, type CodeContext, returnsOf } from "./context.ts";
import type { Pair } from "./evidence.ts";
import { nudged, type Parameter, parametersOf, readParameter } from "./parameters.ts";

/**
 * Central differences with steps h and h/2, extrapolated (Richardson): the error is of order h⁴, about 1e-12 at h = 1e-4, while a
 * corner inside [θ − h, θ + h] makes the two differences disagree by far more than 1e-5 of the gradient.
 */
const H = 1e-4;
export const OFFSETS = [H, -H, H / 2, -H / 2] as const;
const CORNER = 1e-5;

/** How a slope is taken from the loss at offsets of one entry, and how far its estimates are apart. */
type Scheme = { readonly offsets: readonly number[]; readonly slope: (losses: readonly number[]) => Slope };
type Slope = { readonly value: number; readonly disagree: number };
export type Offsets = readonly [number, number, number, number];

/** The whole check's: it knows a corner. */
const EXTRAPOLATED: Scheme = { offsets: OFFSETS, slope: (losses) => slopeOf(losses as Offsets) };

/**
 * One central difference, half the calls: its error is of order h², about 1e-11 at h = 1e-5, as is what rounding adds. It knows no
 * corner, so it can only confirm: where a gradient does not have its value, the whole check is asked.
 */
const NEAR = 1e-5;
export const CENTRAL: Scheme = {
  offsets: [NEAR, -NEAR],
  slope: ([up = Number.NaN, down = Number.NaN]) => ({ value: (up - down) / (2 * NEAR), disagree: 0 }),
};

/** A parameter whose numeric gradient is nowhere larger than this may be one that the loss does not look at. */
export const IDLE = 1e-10;
/** Where all cases hold, the numbers of the smallest are shown, which is the first: small enough to be worked out by hand. */
export const shownOf = <T>(cases: readonly T[]): T | undefined => cases[0];

type Names = { readonly loss: string; readonly gradient: string; readonly calls: { readonly [fn: string]: number } };

/** The calls for one case: the gradient, the loss, then the loss at the nudges of every entry of every parameter. */
export function derivativeCalls(
  context: CodeContext,
  names: Names,
  one: Case,
  scheme = EXTRAPOLATED,
): [Call, ...Call[]] {
  const loss = (values: Case["values"]) => lossCall(context, names, values);
  const nudges = parametersOf(context.part.gradients).flatMap((parameter) =>
    entries(one, parameter).flatMap((entry) =>
      scheme.offsets.map((by) => loss(nudged(one.values, parameter, entry, by))),
    ),
  );
  return [gradientCall(context, names, one), loss(one.values), ...nudges];
}

/** The slope from the values at the four offsets, and how far its two estimates are apart. */
export function slopeOf([up, down, upHalf, downHalf]: Offsets): Slope {
  const whole = (up - down) / (2 * H);
  const half = (upHalf - downHalf) / H;
  return { value: (4 * half - whole) / 3, disagree: Math.abs(whole - half) };
}

/** Whether the two estimates are further apart than a smooth function's. */
export const isCorner = (disagree: number, largest: number): boolean => disagree > CORNER * largest + 1e-7;

export const lossCall = (context: CodeContext, { loss }: Pick<Names, "loss">, values: Case["values"]): Call => ({
  fn: loss,
  args: argumentsOf(context.part, loss, values),
  returns: "tensor",
});

export function gradientCall(context: CodeContext, { gradient, calls }: Names, one: Case): Call {
  return {
    fn: gradient,
    args: argumentsOf(context.part, gradient, one.values),
    returns: returnsOf(context.part, gradient, Object.keys(context.part.gradients)),
    count: Object.keys(calls),
  };
}

/** Results as the lists of calls that they are of. */
export function split(results: readonly CallResult[], lists: readonly (readonly Call[])[]): CallResult[][] {
  let from = 0;
  return lists.map(({ length }) => {
    from += length;
    return results.slice(from - length, from);
  });
}

const entries = (one: Case, parameter: Parameter): number[] => [...readParameter(one.values, parameter).data.keys()];

export type Derivative = {
  /** The answer's gradient beside the numeric one. */
  readonly pairs: readonly Pair[];
  /** A loss that is not one finite number. */
  readonly lossIsNumber: boolean;
  /** The two differences disagree: the case lies on a corner or a jump of the loss. */
  readonly corner: boolean;
  readonly counts: CallResult["counts"];
};

/** Reads the results of `derivativeCalls` of the same scheme. */
export function readDerivative(
  context: CodeContext,
  one: Case,
  results: readonly CallResult[],
  scheme = EXTRAPOLATED,
): Derivative {
  const [gradient, loss, ...nudges] = results as [CallResult, CallResult, ...CallResult[]];
  const losses = [loss, ...nudges].map(({ value }) => asTensor(value));
  const lossIsNumber = losses.every(
    (value) => value !== null && value.data.length === 1 && Number.isFinite(value.data[0]),
  );
  const given = fieldsOf(gradient.value);
  let next = 1;
  let corner = false;
  const pairs = parametersOf(context.part.gradients).map((parameter): Pair => {
    const { shape, data } = readParameter(one.values, parameter);
    const numeric = new Float64Array(data.length);
    const disagree = new Float64Array(data.length);
    for (const entry of data.keys()) {
      const nudged = losses.slice(next, next + scheme.offsets.length);
      next += nudged.length;
      const slope = scheme.slope(nudged.map((value) => value?.data[0] ?? Number.NaN));
      numeric[entry] = slope.value;
      disagree[entry] = slope.disagree;
    }
    const other: TensorValue = { shape, data: numeric };
    corner ||= isCorner(largestOf({ shape, data: disagree }), largestOf(other));
    const bare = given[parameter.gradient] ?? given[""] ?? { shape: [0], data: new Float64Array() };
    return { name: parameter.gradient, of: parameter.words, yours: shapedAs(bare, shape), other };
  });
  return { pairs, lossIsNumber, corner, counts: gradient.counts };
}
