import { createRandom } from "#lib/core/random.ts";
import type { Call, CallResult } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import type { Case } from "../../exercise/index.ts";
import { asTensor, type Fields, fieldsOf, sameShape, shapedAs } from "../tensor-values.ts";
import type { CodeContext } from "./context.ts";
import { gradientCall, isCorner, lossCall, OFFSETS, type Offsets, slopeOf } from "./own-derivative.ts";
import { moved, type Parameter, parametersOf, readParameter } from "./parameters.ts";
import type { Settings } from "./shortcuts.ts";

/**
 * How far apart gradient and slope may be, of what the entries of the gradient add up to and by itself. Far stricter than the check
 * entry by entry, so that an entry a thousandth as large as the others is still seen: what does not fit is looked at entry by entry.
 */
const RELATIVE = 1e-9;
const ABSOLUTE = 1e-10;

type Direction = ReadonlyMap<string, readonly number[]>;

/**
 * The slope of the loss along one random direction through all parameters, every entry of which counts at least half: five calls
 * whatever the number of parameters, where entry by entry takes four for each. By itself it tells nobody which entry is off.
 */
export function directionalCalls(context: CodeContext, settings: Settings, one: Case, seed: string): [Call, ...Call[]] {
  const direction = directionOf(context, one, seed);
  return [
    gradientCall(context, settings, one),
    ...OFFSETS.map((by) => lossCall(context, settings, along(context, one.values, direction, by))),
  ];
}

/** Whether the results of `directionalCalls` show a smooth loss and its derivative along the direction. */
export function fitsDirection(context: CodeContext, one: Case, seed: string, results: readonly CallResult[]): boolean {
  const [gradient, ...losses] = results;
  const numbers = losses.map(({ value }) => numberOf(value));
  if (gradient === undefined || numbers.length !== OFFSETS.length || !numbers.every(Number.isFinite)) return false;
  const slope = slopeOf(numbers as unknown as Offsets);
  const given = givenAlong(context, one, directionOf(context, one, seed), fieldsOf(gradient.value));
  if (given === null || isCorner(slope.disagree, Math.abs(slope.value))) return false;
  return Math.abs(given.sum - slope.value) <= RELATIVE * given.size + ABSOLUTE;
}

/** What a gradient makes of one direction, and what its entries add up to by their size; null where its shape is not the parameters'. */
export function givenAlong(
  context: CodeContext,
  one: Case,
  direction: Direction,
  given: Fields,
): { readonly sum: number; readonly size: number } | null {
  let sum = 0;
  let size = 0;
  for (const parameter of parametersOf(context.part.gradients)) {
    const bare = given[parameter.gradient] ?? given[""];
    const { shape } = readParameter(one.values, parameter);
    const own = bare === undefined ? null : shapedAs(bare, shape);
    if (own === null || !sameShape(own.shape, shape)) return null;
    const towards = direction.get(parameter.gradient) ?? [];
    for (const [i, x] of own.data.entries()) {
      sum += x * (towards[i] as number);
      size += Math.abs(x);
    }
  }
  return { sum, size };
}

/** One finite number, as a number or as a tensor of one entry; else not a number. */
export function numberOf(value: Value): number {
  const tensor = asTensor(value);
  return tensor?.data.length === 1 ? (tensor.data[0] as number) : Number.NaN;
}

const directions = new WeakMap<Case, Map<string, Direction>>();

/** Made once for a drawn case and a seed, which are kept from grading to grading. */
export function directionOf(context: CodeContext, one: Case, seed: string): Direction {
  const of = directions.get(one) ?? new Map<string, Direction>();
  directions.set(one, of);
  const made = of.get(seed) ?? drawDirection(context, one, seed);
  of.set(seed, made);
  return made;
}

function drawDirection(context: CodeContext, one: Case, seed: string): Direction {
  const random = createRandom(`${seed}:direction:${one.k}`);
  const entry = () => (random.integer(2) === 0 ? -1 : 1) * random.uniform(0.5, 1);
  const of = (parameter: Parameter) => Array.from(readParameter(one.values, parameter).data, entry);
  return new Map(parametersOf(context.part.gradients).map((parameter) => [parameter.gradient, of(parameter)]));
}

export function along(context: CodeContext, values: Case["values"], direction: Direction, by: number): Case["values"] {
  return parametersOf(context.part.gradients).reduce((at, parameter) => {
    const towards = direction.get(parameter.gradient) ?? [];
    return moved(at, parameter, (x, i) => x + by * (towards[i] as number));
  }, values);
}
