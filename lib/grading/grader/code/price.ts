import type { CallResult } from "#lib/core/runner.ts";
import { type Case, drawCase } from "../../exercise/index.ts";
import { endOf } from "../run-end.ts";
import { AuthorFault } from "../trusted.ts";
import { figure } from "../words.ts";
import { stoppedWords } from "./compare.ts";
import { type CodeContext, runAnswer } from "./context.ts";
import { digitsOf } from "./exact.ts";
import { gradientCall, lossCall } from "./own-derivative.ts";
import { entriesIn } from "./parameters.ts";
import { largestSizes, type Settings } from "./shortcuts.ts";

/** Effort is compared on so many further cases of the largest size, none seen before, so that nothing can be kept from earlier calls. */
const PRICED = 3;
/** An answer's loss counts up to so much more than the solution's: in lists of lists it may take some steps more. */
const DEAR = 1.5;
/** A gradient by the chain rule takes two evaluations of the loss, three in some styles: no more is asked about one that takes so many. */
const CHEAP = 3;
/** Steps that handing over one entry of a gradient may take, whatever it is made of: a typed array is read one by one. */
const HANDING = 60;

type Price = { readonly tooMuch: boolean; readonly byTrying: boolean; readonly message: string };

const pricedCases = (context: CodeContext, seed: string, cases: number): Case[] =>
  context.kept.now(`priced ${cases} ${seed}`, () =>
    Array.from({ length: cases }, (_, k) => drawCase(context.part.cases, `${seed}:price`, k, largestSizes(context))),
  );

/** What the solution's loss takes on cases by which a gradient is priced; null where there is no solution at hand that runs. */
export async function solutionsEffort(
  context: CodeContext,
  settings: Settings,
  seed: string,
  cases: number,
): Promise<number | null> {
  const calls = pricedCases(context, seed, cases).map(({ values }) => lossCall(context, settings, values));
  const { effort } = context;
  if (effort === undefined) return null;
  try {
    return await context.kept.later(`effort ${cases} ${seed} ${settings.loss}`, () => effort(calls));
  } catch (error) {
    if (error instanceof AuthorFault) return null;
    throw error;
  }
}

/** Calls of gradient and loss on further cases of the largest size, gradients first. */
const pricedCalls = (context: CodeContext, settings: Settings, seed: string, cases: number) =>
  context.kept.now(`price ${cases} ${seed}`, () => {
    const drawn = pricedCases(context, seed, cases);
    return [
      ...drawn.map((one) => gradientCall(context, settings, one)),
      ...drawn.map((one) => lossCall(context, settings, one.values)),
    ];
  });

/** An evaluation's worth: the answer's own, or the solution's where the answer's takes far more, so that trying would seem cheap. */
const worth = (own: number, solutions: number | null): number =>
  Math.min(own, DEAR * (solutions ?? Number.POSITIVE_INFINITY));

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/**
 * Whether one gradient takes as much as many evaluations of the loss: of the answer's, or of the solution's where the answer's takes
 * far more than that, as where it is made dear so that trying seems cheap.
 */
export async function price(context: CodeContext, settings: Settings, seed: string): Promise<Price> {
  const cases = pricedCases(context, seed, PRICED);
  const solutions = solutionsEffort(context, settings, seed, PRICED);
  solutions.catch(() => undefined); // told where it is waited for
  const outcome = await runAnswer(context, pricedCalls(context, settings, seed, PRICED), `${seed}:price`);
  const end = endOf(outcome, context.hidden);
  if (end !== null)
    return { tooMuch: true, byTrying: false, message: stoppedWords(settings.gradient, undefined, end.shown.message) };
  const effort = outcome.status === "ok" ? outcome.results.map((result) => result.effort) : [];
  const gradient = sum(effort.slice(0, PRICED));
  const loss = worth(sum(effort.slice(PRICED)), await solutions);
  const entries = sum(cases.map(({ values }) => entriesIn(context.part, values)));
  const isOver = (evaluations: number) => gradient > evaluations * loss + HANDING * entries;
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

/** One case with what its gradient and one evaluation of its loss took. */
type Taken = { readonly one: Case; readonly gradient: CallResult; readonly loss: CallResult };

/**
 * Whether a gradient is so cheap that nothing more has to be asked: on one further case of the largest size, and on each of those
 * whose values were looked at. False is no verdict: `price` gives it.
 */
export async function isCheap(
  context: CodeContext,
  settings: Settings,
  seed: string,
  solutions: Promise<number | null>,
  seen: Promise<readonly Taken[]>,
): Promise<boolean> {
  const [one] = pricedCases(context, seed, 1) as [Case];
  const outcome = await runAnswer(context, pricedCalls(context, settings, seed, 1), `${seed}:price`);
  if (outcome.status !== "ok") return false;
  const [gradient, loss] = outcome.results as [CallResult, CallResult];
  const takes = (at: Case, { effort }: CallResult, evaluation: number) =>
    effort <= CHEAP * evaluation + HANDING * entriesIn(context.part, at.values);
  if (!takes(one, gradient, worth(loss.effort, await solutions))) return false;
  return (await seen).every((each) => takes(each.one, each.gradient, each.loss.effort));
}
