import type { Value } from "#lib/core/value.ts";
import { type Case, type Check, drawCase, isLeaf } from "../../exercise/index.ts";
import { endOf } from "../run-end.ts";
import { asTensor, plain } from "../tensor-values.ts";
import { AuthorFault } from "../trusted.ts";
import { count, figure, listWords } from "../words.ts";
import { stoppedWords } from "./compare.ts";
import { type CodeContext, runAnswer } from "./context.ts";
import { digitsOf } from "./exact.ts";
import { exampleSize } from "./known-values.ts";
import { type Derivative, gradientCall, lossCall } from "./own-derivative.ts";
import { entriesIn, moved, parametersOf } from "./parameters.ts";

/** What a check of an answer's own derivative asks. */
export type Settings = Extract<Check, { consistent: unknown }>["consistent"];

/** Effort is compared on so many further cases of the largest size, none seen before, so that nothing can be kept from earlier calls. */
const PRICED = 3;
/** An answer's loss counts up to so much more than the solution's: in lists of lists it may take some steps more. */
const DEAR = 1.5;
/** A gradient by the chain rule takes two evaluations of the loss, three in some styles: no more is asked about one that takes so many. */
const CHEAP = 3;
/** Steps that handing over one entry of a gradient may take, whatever it is made of: a typed array is read one by one. */
const HANDING = 60;
/** So many draws of other data show a loss that does not look at them. */
const REDATA = 4;

/**
 * A loss that stays the same on other data, or whose slope does, with the same parameters: its gradient is worth nothing. Each argument
 * that holds examples is exchanged by itself, then all of them; a number such as λ may be forgotten, and the gradient still fits. Null
 * where the loss looks at all of them.
 */
export async function dataIgnored(context: CodeContext, settings: Settings, seed: string): Promise<string | null> {
  const held = new Set(parametersOf(context.part.gradients).map(({ path }) => path[0]));
  const data = (context.part.functions[settings.loss]?.args ?? []).filter((name) => !held.has(name));
  if (data.length === 0) return null;
  const cases = context.kept.now(`other data ${seed}`, () =>
    Array.from({ length: REDATA }, (_, k) => drawCase(context.part.cases, `${seed}:data`, k, largestSizes(context))),
  );
  const [first, ...others] = cases as [Case, ...Case[]];
  const examples = namesOfExamples(context.part);
  const drawn = data.filter(
    (name) => examples.has(name) && others.some(({ values }) => !isSame(values[name], first.values[name])),
  );
  if (drawn.length === 0) return null;
  const values = (names: readonly string[]) =>
    others.map((other) => ({
      ...first.values,
      ...Object.fromEntries(names.map((name) => [name, other.values[name] as Value])),
    }));
  const loss = (at: Case["values"]) => lossCall(context, settings, at);
  const all = [first.values, ...values(drawn)];
  const calls = context.kept.now(`data ${seed}`, () => [
    ...all.flatMap((at) => [loss(at), loss(advanced(context, at))]),
    ...drawn.flatMap((name) => values([name])).map(loss),
  ]);
  const outcome = await runAnswer(context, calls, `${seed}:data`);
  if (outcome.status !== "ok") return null;
  const seen = outcome.results.map(({ value }) => asTensor(value)?.data[0] ?? Number.NaN);
  const [own] = seen;
  const rest = seen.slice(2 * all.length);
  const unseen = drawn.filter((_, i) =>
    rest.slice(i * others.length, (i + 1) * others.length).every((value) => Object.is(value, own)),
  );
  if (unseen.length > 0)
    return `${settings.loss} does not depend on ${listWords(unseen)}: its value stays the same whatever the data are.`;
  return isSameSlope(seen.slice(0, 2 * all.length))
    ? `The slope of ${settings.loss} does not depend on ${listWords(drawn)}: it stays the same whatever the data are.`
    : null;
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

const largestSizes = (context: CodeContext): { readonly [size: string]: number } =>
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

type Price = { readonly tooMuch: boolean; readonly byTrying: boolean; readonly message: string };

const pricedCases = (context: CodeContext, seed: string): Case[] =>
  context.kept.now(`priced ${seed}`, () =>
    Array.from({ length: PRICED }, (_, k) => drawCase(context.part.cases, `${seed}:price`, k, largestSizes(context))),
  );

/** What the solution's loss takes on the cases by which a gradient is priced; null where there is no solution at hand that runs. */
export async function solutionsEffort(context: CodeContext, settings: Settings, seed: string): Promise<number | null> {
  const calls = pricedCases(context, seed).map(({ values }) => lossCall(context, settings, values));
  const { effort } = context;
  if (effort === undefined) return null;
  try {
    return await context.kept.later(`effort ${seed} ${settings.loss}`, () => effort(calls));
  } catch (error) {
    if (error instanceof AuthorFault) return null;
    throw error;
  }
}

/**
 * Whether one gradient takes as much as many evaluations of the loss: of the answer's, or of the solution's where the answer's takes
 * far more than that, as where it is made dear so that trying seems cheap.
 */
export async function price(
  context: CodeContext,
  settings: Settings,
  seed: string,
  solutions = solutionsEffort(context, settings, seed),
): Promise<Price> {
  const cases = pricedCases(context, seed);
  const list = context.kept.now(`price ${seed}`, () => [
    ...cases.map((one) => gradientCall(context, settings, one)),
    ...cases.map((one) => lossCall(context, settings, one.values)),
  ]);
  const outcome = await runAnswer(context, list, `${seed}:price`);
  const end = endOf(outcome, context.hidden);
  if (end !== null)
    return { tooMuch: true, byTrying: false, message: stoppedWords(settings.gradient, undefined, end.shown.message) };
  const effort = outcome.status === "ok" ? outcome.results.map((result) => result.effort) : [];
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const gradient = sum(effort.slice(0, PRICED));
  const own = sum(effort.slice(PRICED));
  const loss = Math.min(own, DEAR * ((await solutions) ?? Number.POSITIVE_INFINITY));
  const entries = sum(cases.map(({ values }) => entriesIn(context.part, values)));
  const handing = HANDING * entries;
  const isOver = (evaluations: number) => gradient > evaluations * loss + handing;
  const digits = isOver(CHEAP) ? await digitsOf(context, settings, cases, seed) : "all";
  // Nudging takes an evaluation for every entry at least, or gives fewer digits.
  const allowed = { all: Math.max(settings.cost, entries / PRICED), fewer: CHEAP, unknown: settings.cost };
  const tooMuch = isOver(allowed[digits]);
  const times = figure(gradient / Math.max(loss, 1), 2);
  const isOff =
    digits === "fewer" ? " and has fewer digits than the chain rule gives" : `; ${settings.cost} are allowed`;
  return {
    tooMuch,
    byTrying: true,
    message: `One call of ${settings.gradient} does the work of ${times} evaluations of ${settings.loss}${isOff}. The gradient has to come from the chain rule, not from trying.`,
  };
}
