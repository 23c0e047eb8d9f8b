import type { Call, CallResult } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import { type Case, drawCase } from "../../exercise/index.ts";
import { endOf } from "../run-end.ts";
import { largestOf, plain, type Tolerance } from "../tensor-values.ts";
import { count, listWords, shapeWords, sizesWords } from "../words.ts";
import { stoppedWords } from "./compare.ts";
import { type CodeCheck, type CodeContext, type Judged, nothingFound, runAnswer } from "./context.ts";
import { type PairedCase, pairHolds, relationWords, smallestFailing, tensorsEvidence } from "./evidence.ts";
import { type Derivative, derivativeCalls, IDLE, readDerivative, shownOf, split } from "./own-derivative.ts";
import { price } from "./price.ts";
import { dataIgnored, type Settings, tooOften } from "./shortcuts.ts";
import { sizesFor } from "./sizes-of.ts";

type Sized = { readonly one: Case; readonly found: Derivative };

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
      if (numbers !== undefined) {
        const sizes = sizesFor(context, [settings.loss])(numbers.one.sizes);
        return noNumber(settings, { ...numbers.one, sizes }, first);
      }
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

/**
 * Gradients in one run, losses in another: a loss that remembers what the gradient gave back could be made to have it. Where a run
 * does not end well, the case and the function are told.
 */
async function runCases(context: CodeContext, settings: Settings, cases: readonly Case[], seed: string): Promise<Ran> {
  const calls = cases.map((one) => derivativeCalls(context, settings, one));
  const gradients = calls.map(([gradient]) => [gradient as Call]);
  const losses = calls.map(([, ...rest]) => rest);
  const runs: CallResult[][][] = [];
  const printed: (readonly string[])[] = [];
  for (const [fn, lists] of [[settings.gradient, gradients] as const, [settings.loss, losses] as const]) {
    const outcome = await runAnswer(context, lists.flat(), seed);
    const end = endOf(outcome, context.hidden);
    const console = outcome.status === "killed" ? [] : outcome.console;
    if (end !== null) {
      const done = outcome.status === "killed" ? 0 : outcome.results.length;
      const lengths = lists.map((list) => list.length);
      const one = cases[caseAt(lengths, done)];
      const told = one && { ...one, sizes: sizesFor(context, [fn])(one.sizes) };
      return { ok: false, stopped: stoppedAt(fn, told, end, console) };
    }
    printed.push(console);
    runs.push(split(outcome.status === "ok" ? outcome.results : [], lists));
  }
  const seen = cases.map((one, i) => {
    const results = runs.flatMap((lists) => lists[i] ?? []);
    return { one, found: readDerivative(context, one, results) };
  });
  return { ok: true, seen, console: withoutSame(printed) };
}

const stoppedAt = (
  fn: string,
  one: Case | undefined,
  end: NonNullable<ReturnType<typeof endOf>>,
  console: readonly string[],
): Judged => ({
  ...nothingFound,
  held: false,
  message: stoppedWords(fn, one === undefined ? undefined : { case: one }, end.shown.message),
  run: end.shown,
  fullRun: end.full,
  replayable: end.replayable,
  inputs: one === undefined ? null : plain(one.values as Value),
  console,
});

/** What two runs printed, with what both print first, while the file is loaded, once. */
function withoutSame([first = [], second = []]: readonly (readonly string[])[]): readonly string[] {
  const same = second.findIndex((line, i) => line !== first[i]);
  return [...first, ...(same < 0 ? [] : second.slice(same))];
}

/** Which list the `n`-th of all calls lies in. */
function caseAt(lengths: readonly number[], n: number): number {
  let left = n;
  const at = lengths.findIndex((length) => {
    left -= length;
    return left < 0;
  });
  return at < 0 ? lengths.length : at;
}

async function judgeSeen(
  context: CodeContext,
  settings: Settings,
  seen: readonly Sized[],
  seed: string,
): Promise<Judged> {
  const tolerance = toleranceOf(settings);
  const sizesOf = sizesFor(context, [settings.loss, settings.gradient]);
  const paired = seen.map(({ one, found }): PairedCase => ({ sizes: sizesOf(one.sizes), pairs: found.pairs }));
  const failing = smallestFailing(paired, tolerance);
  const shown = failing ?? shownOf(paired);
  const told = shown === undefined ? undefined : seen[paired.indexOf(shown)];
  const found: Omit<Judged, "held" | "message"> = {
    ...nothingFound,
    evidence: tensorsEvidence(paired, tolerance, true, shownOf(paired)),
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
  const entered = tooOften(context, settings, seen);
  if (entered !== null) return { ...found, held: false, ...entered };
  const priced = await price(context, settings, seed);
  if (priced.tooMuch) return { ...found, held: false, byTrying: priced.byTrying, message: priced.message };
  return {
    ...found,
    held: true,
    message: heldWords(settings, seen.length),
  };
}

export const toleranceOf = ({ rtol }: Settings): Tolerance => ({ rtol, atol: 1e-10 });

export const heldWords = ({ gradient, loss }: Settings, cases: number): string =>
  `${gradient} is the derivative of ${loss} on all ${count(cases, "case")}.`;

/** Parameters whose numeric gradient is zero on every case. */
function independent(cases: readonly PairedCase[]): string[] {
  const names = cases[0]?.pairs.map(({ of, name }) => ({ of: of ?? name, name })) ?? [];
  return names
    .filter(({ name }) =>
      cases.every(({ pairs }) => pairs.every((pair) => pair.name !== name || largestOf(pair.other) <= IDLE)),
    )
    .map(({ of }) => of);
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
