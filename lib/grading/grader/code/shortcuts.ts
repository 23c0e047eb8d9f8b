import type { Call } from "#lib/core/runner.ts";
import { type Case, type Check, drawCase } from "../../exercise/index.ts";
import { endOf } from "../run-end.ts";
import { asTensor } from "../tensor-values.ts";
import { count, figure, listWords } from "../words.ts";
import { stoppedWords } from "./compare.ts";
import { argumentsOf, type CodeContext, runAnswer } from "./context.ts";
import { type Derivative, gradientCall, lossCall } from "./own-derivative.ts";
import { entriesIn, parametersOf } from "./parameters.ts";

/** What a check of an answer's own derivative asks. */
export type Settings = Extract<Check, { consistent: unknown }>["consistent"];

/** Effort is compared on so many further cases of the largest size, none seen before, so that nothing can be kept from earlier calls. */
const PRICED = 3;
/** Steps that handing over one entry of a gradient may take, whatever it is made of: a typed array is read one by one. */
const HANDING = 60;
/** So many draws of other data show a loss that does not look at them. */
const REDATA = 4;

/** A loss that stays the same on other data, with the same parameters, has a gradient that is worth nothing. */
export async function dataIgnored(context: CodeContext, settings: Settings, seed: string): Promise<string | null> {
  const held = new Set(parametersOf(context.part.gradients).map(({ path }) => path[0]));
  const data = (context.part.functions[settings.loss]?.args ?? []).filter((name) => !held.has(name));
  if (data.length === 0) return null;
  const cases = Array.from({ length: REDATA }, (_, k) =>
    drawCase(context.part.cases, `${seed}:data`, k, largestSizes(context)),
  );
  const kept = Object.entries(cases[0]?.values ?? {}).filter(([name]) => held.has(name));
  const calls = cases.map(({ values }): Call => {
    const mixed = { ...values, ...Object.fromEntries(kept) };
    return { fn: settings.loss, args: argumentsOf(context.part, settings.loss, mixed), returns: "tensor" };
  });
  const outcome = await runAnswer(context, calls, `${seed}:data`);
  if (outcome.status !== "ok") return null;
  const losses = new Set(outcome.results.map(({ value }) => asTensor(value)?.data[0]));
  return losses.size > 1
    ? null
    : `${settings.loss} does not depend on ${listWords(data)}: its value stays the same whatever the data are.`;
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

export async function price(context: CodeContext, settings: Settings, seed: string): Promise<Price> {
  const cases = Array.from({ length: PRICED }, (_, k) =>
    drawCase(context.part.cases, `${seed}:price`, k, largestSizes(context)),
  );
  const list = [
    ...cases.map((one) => gradientCall(context, settings, one)),
    ...cases.map((one) => lossCall(context, settings, one.values)),
  ];
  const outcome = await runAnswer(context, list, `${seed}:price`);
  const end = endOf(outcome, context.hidden);
  if (end !== null)
    return { tooMuch: true, byTrying: false, message: stoppedWords(settings.gradient, undefined, end.shown.message) };
  const effort = outcome.status === "ok" ? outcome.results.map((result) => result.effort) : [];
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const gradient = sum(effort.slice(0, PRICED));
  const loss = sum(effort.slice(PRICED));
  const tooMuch =
    gradient > settings.cost * loss + HANDING * sum(cases.map(({ values }) => entriesIn(context.part, values)));
  const times = figure(gradient / Math.max(loss, 1), 2);
  return {
    tooMuch,
    byTrying: true,
    message: `One call of ${settings.gradient} does the work of ${times} evaluations of ${settings.loss}; ${settings.cost} are allowed. The gradient has to come from the chain rule, not from trying.`,
  };
}
