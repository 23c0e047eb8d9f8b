import type { Value } from "#lib/core/value.ts";
import { drawCase } from "../../exercise/index.ts";
import { type Fields, fieldsOf, plain } from "../tensor-values.ts";
import { listWords } from "../words.ts";
import { argumentsOf, type CodeContext, returnsOf, runAnswer } from "./context.ts";
import { nudged, parametersOf, readParameter } from "./parameters.ts";
import type { Settings } from "./shortcuts.ts";

/** Step of the central differences of a forward pass, and the share of a gradient that they and rounding may leave unexplained. */
const STEP = 1e-5;
const UNEXPLAINED = 1e-3;
/** So many draws of so many have to say the same. */
const TWICE = 2;
const TRIES = 5;
const REDRAWS = 16;

/** The function that counts as the forward pass, and what the loss is given besides. */
type Pass = { readonly fn: string; readonly targets: readonly string[] };
type Values = { readonly [name: string]: Value };
type Asked = { readonly fn: string; readonly args: readonly Value[] };

/**
 * What is said of a loss that goes by the parameters past what the forward pass gives back, such as a sum of the parameters times a
 * number made of the data: its gradient is right, and takes no chain rule. Where only the targets are exchanged, the gradient of a loss
 * of any kind, with a penalty or without, changes only along what changes an output: what it changes besides is no network's. Null
 * where that is so, where no function counts as the forward pass, where there are as many outputs as parameters, and where the
 * solution's loss is no other.
 */
export async function besideForward(context: CodeContext, settings: Settings, seed: string): Promise<string | null> {
  const pass = passOf(context, settings);
  const { recompute } = context;
  if (pass === null || recompute === undefined) return null;
  let beside = 0;
  for (let k = 0; k < TRIES && beside < TWICE; k++) {
    const one = drawCase(context.part.cases, `${seed}:beside:${k}`, 0).values;
    const exchanged = withOthers(context, one, pass.targets, `${seed}:beside:other:${k}`);
    const gradients = [one, exchanged].map((values) => asked(context, settings.gradient, values));
    const passes = nudgesOf(context, one).map((values) => asked(context, pass.fn, values));
    const calls = [...gradients, ...passes].map(({ fn, args }) => ({ fn, args, returns: returnsOf(context.part, fn) }));
    const outcome = await runAnswer(context, calls, `${seed}:beside`);
    if (outcome.status !== "ok") return null;
    const own = unexplained(
      context,
      outcome.results.map(({ value }) => fieldsOf(value)),
    );
    if (own === null) continue;
    if (own < UNEXPLAINED) return null;
    const solutions = unexplained(context, [
      ...(await recompute(
        settings.gradient,
        gradients.map(({ args }) => args),
      )),
      ...(await recompute(
        pass.fn,
        passes.map(({ args }) => args),
      )),
    ]);
    if (solutions !== null && solutions >= UNEXPLAINED) return null;
    beside++;
  }
  if (beside < TWICE) return null;
  const { loss, gradient } = settings;
  return `${loss} goes by the parameters past what ${pass.fn} gives back: with other ${listWords(pass.targets)}, ${gradient} changes in ways in which no output does. Compute ${loss} from what ${pass.fn} gives.`;
}

/** The values with other targets: drawn again where a draw gives the same, as one of zeros and ones does every other time. */
function withOthers({ part }: CodeContext, one: Values, targets: readonly string[], seed: string): Values {
  const drawn = Array.from({ length: REDRAWS }, (_, i) => drawCase(part.cases, `${seed}:${i}`, 0).values);
  const told = (values: Values) => JSON.stringify(targets.map((name) => plain(values[name] ?? null)));
  const other = drawn.find((values) => told(values) !== told(one)) ?? (drawn[0] as Values);
  return { ...one, ...Object.fromEntries(targets.map((name) => [name, other[name] as Value])) };
}

/** Of the functions whose entries the check counts, the first whose arguments are among the loss's, if the loss has more. */
function passOf({ part }: CodeContext, { loss, calls }: Settings): Pass | null {
  const given = part.functions[loss]?.args ?? [];
  for (const fn of Object.keys(calls)) {
    const args = part.functions[fn]?.args;
    if (args === undefined || !args.every((name) => given.includes(name))) continue;
    const targets = given.filter((name) => !args.includes(name) && name in part.cases.values);
    if (targets.length > 0) return { fn, targets };
  }
  return null;
}

const asked = ({ part }: CodeContext, fn: string, values: Values): Asked => ({
  fn,
  args: argumentsOf(part, fn, values),
});

/** The values with every entry of every parameter moved up and down in turn. */
const nudgesOf = ({ part }: CodeContext, values: Values): Values[] =>
  parametersOf(part.gradients).flatMap((parameter) =>
    [...readParameter(values, parameter).data.keys()].flatMap((entry) =>
      [STEP, -STEP].map((by) => nudged(values, parameter, entry, by)),
    ),
  );

/**
 * Of two gradients and the outputs at all nudges: the share of the gradients' difference that is no combination of the outputs' slopes.
 * Null where it tells nothing: no difference, something that is no number, or slopes in all directions.
 */
function unexplained({ part }: CodeContext, [first, second, ...outputs]: readonly Fields[]): number | null {
  const flat = (fields: Fields | undefined, names: readonly string[]) =>
    names.flatMap((name) => [...((fields?.[name] ?? fields?.[""])?.data ?? [])]);
  const gradients = Object.keys(part.gradients);
  const [a, b] = [flat(first, gradients), flat(second, gradients)];
  const difference = a.map((x, i) => x - (b[i] as number));
  const names = Object.keys(outputs[0] ?? {});
  const rows = outputs.map((fields) => flat(fields, names));
  const parameters = rows.length / 2;
  const count = rows[0]?.length ?? 0;
  if (a.length !== b.length || a.length !== parameters || rows.some(({ length }) => length !== count)) return null;
  const slopes = Array.from({ length: count }, (_, output) =>
    Array.from({ length: parameters }, (_, i) => {
      const [up, down] = [rows[2 * i]?.[output] as number, rows[2 * i + 1]?.[output] as number];
      return (up - down) / (2 * STEP);
    }),
  );
  const basis = orthonormal(slopes);
  const size = norm(difference);
  if (!Number.isFinite(size + slopes.flat().reduce((sum, x) => sum + x, 0)) || size < 1e-6) return null;
  if (basis.length >= parameters) return null;
  return norm(basis.reduce(without, difference)) / size;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
const norm = (a: readonly number[]): number => Math.sqrt(dot(a, a));

/** A vector less its part along a unit vector. */
function without(vector: readonly number[], unit: readonly number[]): number[] {
  const along = dot(vector, unit);
  return vector.map((x, i) => x - along * (unit[i] as number));
}

/** Unit vectors that span what the rows span (Gram and Schmidt, each row twice against rounding). */
function orthonormal(rows: readonly (readonly number[])[]): number[][] {
  const basis: number[][] = [];
  for (const row of rows) {
    const rest = basis.reduce(without, basis.reduce(without, [...row]));
    const size = norm(rest);
    if (size > 1e-7 * Math.max(1, norm(row))) basis.push(rest.map((x) => x / size));
  }
  return basis;
}
