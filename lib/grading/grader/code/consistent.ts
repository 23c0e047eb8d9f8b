import type { Call, CallResult } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import { type Case, drawCase } from "../../exercise/index.ts";
import { endOf } from "../run-end.ts";
import { asTensor, largestOf, plain } from "../tensor-values.ts";
import { count, figure, listWords, shapeWords, sizesWords } from "../words.ts";
import { stoppedWords } from "./compare.ts";
import { argumentsOf, type CodeCheck, type CodeContext, type Judged, nothingFound, runAnswer } from "./context.ts";
import { type PairedCase, pairHolds, relationWords, smallestFailing, tensorsEvidence } from "./evidence.ts";
import { type Derivative, derivativeCalls, gradientCall, readDerivative } from "./own-derivative.ts";
import { parametersOf } from "./parameters.ts";

type Settings = Parameters<(typeof consistent)["judge"]>[1]["consistent"];
type Sized = { readonly one: Case; readonly found: Derivative };

/** Fuel is compared over so many further cases of the largest size, none seen before, so that nothing can be kept from earlier calls. */
const PRICED = 24;
/** Polls of the interpreter come in whole ones; two of them decide nothing. */
const SLACK = 2;
/** So many draws of other data show a loss that does not look at them. */
const REDATA = 4;
const REDRAWS = 3;

/**
 * The answer's gradient is the derivative of the answer's own loss, by central differences computed in the answer's own guest.
 * The loss has to depend on every parameter, and the gradient may neither enter the counted functions more often than allowed
 * nor cost more than `cost` evaluations of the loss: a gradient found by trying is right and is not backpropagation.
 */
export const consistent: CodeCheck<"consistent"> = {
  kind: "consistent",
  judge: async (context, { id, consistent: settings }) => {
    const seed = `${context.seed}:${id}`;
    const drawn = Array.from({ length: settings.cases }, (_, k) => drawCase(context.part.cases, seed, k));
    const seen: Sized[] = [];
    let pending = drawn;
    let first: Judged["console"] = [];
    for (let round = 0; pending.length > 0 && round <= REDRAWS; round++) {
      const ran = await runCases(context, settings, pending, `${seed}:${round}`);
      if (!ran.ok) return ran.stopped;
      if (round === 0) first = ran.console;
      seen.push(...ran.seen.filter(({ found }) => !found.corner));
      const again = ran.seen.filter(({ found }) => found.corner);
      const numbers = ran.seen.find(({ found }) => !found.lossIsNumber);
      if (numbers !== undefined) return noNumber(settings, numbers.one, first);
      pending = again.map(({ one }) => drawCase(context.part.cases, seed, one.k + 1000 * (round + 1), one.sizes));
    }
    if (seen.length === 0) return noDerivative(settings, first);
    seen.sort((a, b) => (a.one.k % 1000) - (b.one.k % 1000));
    return { ...(await judgeSeen(context, settings, seen, seed)), console: first };
  },
};

type Ran =
  | { readonly ok: true; readonly seen: Sized[]; readonly console: readonly string[] }
  | { readonly ok: false; readonly stopped: Judged };

async function runCases(context: CodeContext, settings: Settings, cases: readonly Case[], seed: string): Promise<Ran> {
  const calls = cases.map((one) => derivativeCalls(context, settings, one));
  const outcome = await runAnswer(context, calls.flat(), seed);
  const end = endOf(outcome, context.hidden);
  if (end !== null) {
    const done = outcome.status === "killed" ? 0 : outcome.results.length;
    const { at, within } = placeIn(
      calls.map((list) => list.length),
      done,
    );
    const fn = within === 0 ? settings.gradient : settings.loss;
    const one = cases[at];
    return {
      ok: false,
      stopped: {
        ...nothingFound,
        held: false,
        message: stoppedWords(fn, one === undefined ? undefined : { case: one }, end.shown.message),
        run: end.shown,
        fullRun: end.full,
        replayable: end.replayable,
        inputs: one === undefined ? null : plain(one.values as Value),
        console: outcome.status === "killed" ? [] : outcome.console,
      },
    };
  }
  let from = 0;
  const results = outcome.status === "ok" ? outcome.results : [];
  const seen = cases.map((one, i) => {
    const to = from + (calls[i] as unknown[]).length;
    const found = readDerivative(context, one, results.slice(from, to) as CallResult[]);
    from = to;
    return { one, found };
  });
  return { ok: true, seen, console: outcome.status === "ok" ? outcome.console : [] };
}

/** Which list the `n`-th of all calls lies in, and where in it. */
function placeIn(lengths: readonly number[], n: number): { at: number; within: number } {
  let within = n;
  for (const [at, length] of lengths.entries()) {
    if (within < length) return { at, within };
    within -= length;
  }
  return { at: lengths.length, within };
}

async function judgeSeen(
  context: CodeContext,
  settings: Settings,
  seen: readonly Sized[],
  seed: string,
): Promise<Judged> {
  const tolerance = { rtol: settings.rtol, atol: 1e-10 };
  const paired = seen.map(({ one, found }): PairedCase => ({ sizes: one.sizes, pairs: found.pairs }));
  const failing = smallestFailing(paired, tolerance);
  const told = seen[failing === null ? seen.length - 1 : paired.indexOf(failing)];
  const found: Omit<Judged, "held" | "message"> = {
    ...nothingFound,
    evidence: tensorsEvidence(paired, tolerance, true),
    inputs: told === undefined ? null : plain(told.one.values as Value),
    seen: {
      of: settings.gradient,
      options: {},
      tolerance,
      paired,
      values: seen.map(({ one }) => one.values),
      expected: null,
      numeric: true,
    },
  };
  if (failing !== null) return { ...found, held: false, message: differsWords(settings, paired, failing, tolerance) };
  const idle = independent(paired);
  if (idle.length > 0)
    return {
      ...found,
      held: false,
      message: `${settings.loss} does not depend on ${listWords(idle)}: its value stays the same whatever they are.`,
    };
  const ignored = await dataIgnored(context, settings, seed);
  if (ignored !== null) return { ...found, held: false, message: ignored };
  const entered = tooOften(settings, seen);
  if (entered !== null) return { ...found, held: false, byTrying: true, message: entered };
  const priced = await price(context, settings, seed);
  if (priced.tooMuch) return { ...found, held: false, byTrying: priced.byTrying, message: priced.message };
  return {
    ...found,
    held: true,
    message: `${settings.gradient} is the derivative of ${settings.loss} on all ${count(seen.length, "case")}.`,
  };
}

/** Parameters whose numeric gradient is zero on every case. */
function independent(cases: readonly PairedCase[]): string[] {
  const names = cases[0]?.pairs.map(({ of, name }) => ({ of: of ?? name, name })) ?? [];
  return names
    .filter(({ name }) =>
      cases.every(({ pairs }) => pairs.every((pair) => pair.name !== name || largestOf(pair.other) < 1e-10)),
    )
    .map(({ of }) => of);
}

/** A loss that stays the same on other data, with the same parameters, has a gradient that is worth nothing. */
async function dataIgnored(context: CodeContext, settings: Settings, seed: string): Promise<string | null> {
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

function tooOften(settings: Settings, seen: readonly Sized[]): string | null {
  for (const [fn, allowed] of Object.entries(settings.calls)) {
    const most = Math.max(...seen.map(({ found }) => found.counts[fn] ?? 0));
    if (most > allowed)
      return `${settings.gradient} enters ${fn} ${count(most, "time")}; ${allowed} is allowed. The gradient has to come from the chain rule, not from trying.`;
  }
  return null;
}

type Price = { readonly tooMuch: boolean; readonly byTrying: boolean; readonly message: string };

async function price(context: CodeContext, settings: Settings, seed: string): Promise<Price> {
  const cases = Array.from({ length: PRICED }, (_, k) =>
    drawCase(context.part.cases, `${seed}:price`, k, largestSizes(context)),
  );
  const calls = cases.map((one) => ({
    gradient: gradientCall(context, settings, one),
    loss: derivativeCalls(context, settings, one)[1],
  }));
  const list = [
    ...calls.map(({ gradient }) => gradient),
    ...calls.flatMap(({ loss }) => (loss === undefined ? [] : [loss])),
  ];
  const outcome = await runAnswer(context, list, `${seed}:price`);
  const end = endOf(outcome, context.hidden);
  if (end !== null)
    return { tooMuch: true, byTrying: false, message: stoppedWords(settings.gradient, undefined, end.shown.message) };
  const fuel = outcome.status === "ok" ? outcome.results.map((result) => result.fuel) : [];
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const gradient = sum(fuel.slice(0, PRICED));
  const loss = sum(fuel.slice(PRICED));
  const tooMuch = gradient > settings.cost * loss + SLACK;
  const times = figure(gradient / Math.max(loss, 1e-9), 2);
  return {
    tooMuch,
    byTrying: true,
    message: `One call of ${settings.gradient} does the work of ${times} evaluations of ${settings.loss}; ${settings.cost} are allowed. The gradient has to come from the chain rule, not from trying.`,
  };
}

function differsWords(
  settings: Settings,
  cases: readonly PairedCase[],
  shown: PairedCase,
  tolerance: { rtol: number; atol: number },
): string {
  const off = shown.pairs.filter((one) => !pairHolds(one, tolerance));
  const shape = off.find(({ yours, other }) => yours.shape.join() !== other.shape.join());
  if (shape !== undefined)
    return `${shape.name} is ${shapeWords(shape.yours.shape)}, and ${shape.of ?? "its parameter"} is ${shapeWords(shape.other.shape)} (${sizesWords(shown.sizes)}). A gradient has the shape of what it belongs to.`;
  const held = shown.pairs.filter((one) => pairHolds(one, tolerance)).map(({ name }) => name);
  const verb = off.length === 1 ? "differs" : "differ";
  const relation = relationWords(
    off.map(({ name }) => name),
    cases,
  );
  const rest = held.length === 0 ? "" : `; ${listWords(held)} ${held.length === 1 ? "agrees" : "agree"}`;
  return `${listWords(off.map(({ name }) => name))} ${verb} from the central differences of ${settings.loss}${rest} (${sizesWords(shown.sizes)}).${relation}`;
}

const noNumber = (settings: Settings, one: Case, console: Judged["console"]): Judged => ({
  ...nothingFound,
  held: false,
  inputs: plain(one.values as Value),
  message: `${settings.loss} does not give one finite number on a case with ${sizesWords(one.sizes)}, so there is no slope to compare with.`,
  ...(console === undefined ? {} : { console }),
});

const noDerivative = (settings: Settings, console: Judged["console"]): Judged => ({
  ...nothingFound,
  held: false,
  message: `${settings.loss} jumps or bends near every point that was tried, so there is no slope to compare with.`,
  ...(console === undefined ? {} : { console }),
});
