import type { Value } from "#lib/core/value.ts";
import { type Case, type Check, drawCase, isLeaf } from "../../exercise/index.ts";
import { asTensor, plain } from "../tensor-values.ts";
import { count, listWords } from "../words.ts";
import { type CodeContext, runAnswer } from "./context.ts";
import { exampleSize } from "./known-values.ts";
import { type Derivative, lossCall } from "./own-derivative.ts";
import { entriesIn, moved, parametersOf } from "./parameters.ts";

/** What a check of an answer's own derivative asks. */
export type Settings = Extract<Check, { consistent: unknown }>["consistent"];

/** So many draws of other data show a loss that does not look at them; the first other one mostly shows a loss that does. */
const REDATA = 4;
export const ONE_OTHER = 2;

/**
 * A loss that stays the same on other data, or whose slope does, with the same parameters: its gradient is worth nothing. Each argument
 * that holds examples is exchanged by itself, then all of them; a number such as λ may be forgotten, and the gradient still fits. Null
 * where the loss looks at all of them.
 */
export async function dataIgnored(
  context: CodeContext,
  settings: Settings,
  seed: string,
  draws = REDATA,
): Promise<string | null> {
  const held = new Set(parametersOf(context.part.gradients).map(({ path }) => path[0]));
  const data = (context.part.functions[settings.loss]?.args ?? []).filter((name) => !held.has(name));
  if (data.length === 0) return null;
  const { drawn, others, moved, calls } = context.kept.now(`other data ${draws} ${seed}`, () =>
    otherData(context, settings, data, { seed, draws }),
  );
  if (drawn.length === 0) return null;
  const outcome = await runAnswer(context, calls, `${seed}:data`);
  if (outcome.status !== "ok") return null;
  const seen = outcome.results.map(({ value }) => asTensor(value)?.data[0] ?? Number.NaN);
  const [own] = seen;
  const rest = seen.slice(2 * moved);
  const unseen = drawn.filter((_, i) =>
    rest.slice(i * others, (i + 1) * others).every((value) => Object.is(value, own)),
  );
  if (unseen.length > 0)
    return `${settings.loss} does not depend on ${listWords(unseen)}: its value stays the same whatever the data are.`;
  return isSameSlope(seen.slice(0, 2 * moved))
    ? `The slope of ${settings.loss} does not depend on ${listWords(drawn)}: it stays the same whatever the data are.`
    : null;
}

type Draws = { readonly seed: string; readonly draws: number };

/**
 * What is asked about data: losses and, a step away, their slopes on `moved` draws, then for each of the names in `drawn` the losses
 * with the data of `others` draws in its place.
 */
function otherData(context: CodeContext, settings: Settings, data: readonly string[], { seed, draws }: Draws) {
  const cases = Array.from({ length: draws }, (_, k) =>
    drawCase(context.part.cases, `${seed}:data`, k, largestSizes(context)),
  );
  const [first, ...others] = cases as [Case, ...Case[]];
  const examples = namesOfExamples(context.part);
  const drawn = data.filter(
    (name) => examples.has(name) && others.some(({ values }) => !isSame(values[name], first.values[name])),
  );
  const values = (names: readonly string[]) =>
    others.map((other) => ({
      ...first.values,
      ...Object.fromEntries(names.map((name) => [name, other.values[name] as Value])),
    }));
  const loss = (at: Case["values"]) => lossCall(context, settings, at);
  const all = [first.values, ...values(drawn)];
  const calls = [
    ...all.flatMap((at) => [loss(at), loss(advanced(context, at))]),
    ...drawn.flatMap((name) => values([name])).map(loss),
  ];
  return { drawn, others: others.length, moved: all.length, calls };
}

/** Arguments with an axis of examples. */
function namesOfExamples(part: CodeContext["part"]): ReadonlySet<string> {
  const size = exampleSize(part);
  const names = Object.entries(part.cases.values).flatMap(([name, drawn]) =>
    isLeaf(drawn) && "shape" in drawn && size !== null && drawn.shape.includes(size) ? [name] : [],
  );
  return new Set(names);
}

const isSame = (a: Value | undefined, b: Value | undefined): boolean =>
  JSON.stringify(plain(a ?? null)) === JSON.stringify(plain(b ?? null));

/** How far all parameters are moved at once for a slope, and how far two slopes of one loss may be apart by rounding. */
const MOVE = 1e-3;
const SAME_SLOPE = 1e-9;

/** All parameters moved. */
const advanced = (context: CodeContext, values: Case["values"]): Case["values"] =>
  parametersOf(context.part.gradients).reduce<Case["values"]>(
    (at, parameter) => moved(at, parameter, (x, i) => x + MOVE * (1 + (i % 3))),
    values,
  );

/** Of pairs of losses: whether the steps between them are all the same. */
function isSameSlope(losses: readonly number[]): boolean {
  const values = losses.filter((_, i) => i % 2 === 0);
  const steps = values.map((value, i) => (losses[2 * i + 1] as number) - value);
  const largest = Math.max(...steps.map(Math.abs), ...values.map((value) => Math.abs(value) * 1e-6));
  const [step = 0] = steps;
  return steps.every((other) => Math.abs(other - step) <= SAME_SLOPE * largest + 1e-12);
}

export const largestSizes = (context: CodeContext): { readonly [size: string]: number } =>
  Object.fromEntries(
    Object.entries(context.part.cases.sizes).map(([name, size]) => [name, typeof size === "number" ? size : size.to]),
  );

type Entered = { readonly message: string; readonly byTrying: boolean };

/**
 * What is said where the gradient enters a function more often than the exercise allows. Trying takes more evaluations than there are
 * entries in the parameters, on every case; with fewer it is no trying, only a pass that could have been kept.
 */
export function tooOften(
  context: CodeContext,
  settings: Settings,
  seen: readonly { readonly one: Case; readonly found: Pick<Derivative, "counts"> }[],
): Entered | null {
  for (const [fn, allowed] of Object.entries(settings.calls)) {
    const entered = seen.map(({ found }) => found.counts[fn] ?? 0);
    const most = Math.max(...entered);
    if (most <= allowed) continue;
    const byTrying = seen.every(({ one }, i) => (entered[i] as number) > entriesIn(context.part, one.values));
    const advice = byTrying
      ? "The gradient has to come from the chain rule, not from trying."
      : `Keep what it gives, for all examples at once, and use it wherever ${settings.gradient} needs it.`;
    const says = `${settings.gradient} enters ${fn} ${count(most, "time")}; ${allowed} is allowed. ${advice}`;
    return { message: says, byTrying };
  }
  return null;
}
