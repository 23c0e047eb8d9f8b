import { createRandom } from "#lib/core/random.ts";
import type { Call, CallResult } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import type { Case } from "../../../exercise/index.ts";
import { asTensor } from "../../tensor-values.ts";
import { argumentsOf, type CodeContext } from "../context.ts";
import type { Pair } from "../evidence.ts";
import { nudged, parametersOf, readParameter } from "../parameters.ts";

/** How the loss changes, by central differences, when the parameters move along a direction; by the names of their gradients. */
export type Slope = { readonly direction: ReadonlyMap<string, TensorValue>; readonly value: number };

/** Two directions drawn at random: a tape that left something out agrees with neither, and one unknown factor can be solved for. */
const DIRECTIONS = 2;
const H = 1e-4;
/** Steps h and h/2, extrapolated as in `own-derivative.ts`. */
const OFFSETS = [H, -H, H / 2, -H / 2] as const;
const CORNER = 1e-5;

export function drawDirections(context: CodeContext, one: Case, seed: string): readonly Slope["direction"][] {
  const random = createRandom(`${seed}:directions:${one.k}`);
  return Array.from({ length: DIRECTIONS }, () => {
    const drawn = parametersOf(context.part.gradients).map((parameter): [string, TensorValue] => {
      const { shape, data } = readParameter(one.values, parameter);
      return [parameter.gradient, { shape, data: data.map(() => random.uniform(-1, 1)) }];
    });
    return new Map(drawn);
  });
}

/** The loss at four steps along each direction. */
export function directionCalls(
  context: CodeContext,
  loss: string,
  one: Case,
  directions: readonly Slope["direction"][],
): Call[] {
  return directions.flatMap((direction) =>
    OFFSETS.map((by): Call => {
      const args = argumentsOf(context.part, loss, moved(context, one, direction, by));
      return { fn: loss, args, returns: "tensor" };
    }),
  );
}

function moved(context: CodeContext, one: Case, direction: Slope["direction"], by: number): Case["values"] {
  let { values } = one;
  for (const parameter of parametersOf(context.part.gradients))
    for (const [i, x] of (direction.get(parameter.gradient)?.data ?? []).entries())
      values = nudged(values, parameter, i, by * x);
  return values;
}

/** Null where the loss is no finite number or has a corner near. */
export function readDirections(
  directions: readonly Slope["direction"][],
  results: readonly CallResult[],
): readonly Slope[] | null {
  const slopes = directions.map((direction, i) => {
    const at = results.slice(i * OFFSETS.length, (i + 1) * OFFSETS.length).map(({ value }) => asTensor(value)?.data[0]);
    const [up, down, upHalf, downHalf] = at as [number, number, number, number];
    const whole = (up - down) / (2 * H);
    const half = (upHalf - downHalf) / H;
    const value = (4 * half - whole) / 3;
    const smooth = Math.abs(whole - half) <= CORNER * Math.abs(value) + 1e-7;
    return Number.isFinite(value) && smooth ? { direction, value } : null;
  });
  return slopes.every((slope): slope is Slope => slope !== null) ? slopes : null;
}

/** Numeric gradients entry by entry as slopes along single entries. */
export function slopesOf(pairs: readonly Pair[]): readonly Slope[] {
  return pairs.flatMap(({ name, other: { shape, data } }) =>
    [...data].map((value, i) => {
      const along = new Float64Array(data.length);
      along[i] = 1;
      return { direction: new Map([[name, { shape, data: along }]]), value };
    }),
  );
}
