import type { CallResult } from "#lib/core/runner.ts";
import type { Value } from "#lib/core/value.ts";
import { type Case, drawCase } from "../../exercise/index.ts";
import { largestOf, plain } from "../tensor-values.ts";
import { heldWords, toleranceOf } from "./consistent.ts";
import { type CodeContext, type Judged, nothingFound, runAnswer } from "./context.ts";
import { directionalCalls, fitsDirection } from "./directional.ts";
import { caseHolds, tensorsEvidence } from "./evidence.ts";
import { CENTRAL, derivativeCalls, IDLE, readDerivative, shownOf, split } from "./own-derivative.ts";
import { isCheap, solutionsEffort } from "./price.ts";
import { dataIgnored, ONE_OTHER, type Settings, tooOften } from "./shortcuts.ts";
import { sizesFor } from "./sizes-of.ts";

/**
 * As the whole check of an answer's own derivative would find it, for an answer that is right: along one direction on every case but
 * one, entry by entry on that one, whose numbers are shown. Null for anything else, and then the whole check is asked.
 */
export async function confirmDerivative(context: CodeContext, id: string, settings: Settings): Promise<Judged | null> {
  const seed = `${context.seed}:${id}`;
  const { cases, shown, calls } = context.kept.now(`derivative ${seed}`, () => asked(context, settings, seed));
  if (shown === undefined) return null;
  const solutions = solutionsEffort(context, settings, seed, 1);
  solutions.catch(() => undefined); // told by whoever waits for it
  // Apart, as in the whole check: works that share their runs have one run for what they ask of it together.
  const gradients = await runAnswer(
    context,
    calls.map(([gradient]) => gradient),
    `${seed}:0`,
  );
  if (gradients.status !== "ok") return null;
  const losses = calls.map(([, ...rest]) => rest);
  const all = runAnswer(context, losses.flat(), `${seed}:0`);
  const each = all.then((outcome) =>
    outcome.status === "ok"
      ? split(outcome.results, losses).map((list, i) => [gradients.results[i] as CallResult, ...list])
      : [],
  );
  const taken = each.then((results) =>
    results.map((list, i) => ({
      one: cases[i] as Case,
      gradient: list[0] as CallResult,
      loss: list.at(-1) as CallResult,
    })),
  );
  taken.catch(() => undefined); // the same fault as that of `each`
  const [results, ignored, cheap] = await Promise.all([
    each,
    dataIgnored(context, settings, seed, ONE_OTHER),
    isCheap(context, settings, seed, solutions, taken),
  ]);
  if (results.length === 0 || ignored !== null || !cheap) return null;

  const found = readDerivative(context, shown, results[cases.indexOf(shown)] as CallResult[], CENTRAL);
  const sizesOf = sizesFor(context, [settings.loss, settings.gradient]);
  const paired = { sizes: sizesOf(shown.sizes), pairs: found.pairs };
  const tolerance = toleranceOf(settings);
  const isRight = found.lossIsNumber && caseHolds(paired, tolerance);
  const depends = found.pairs.every(({ other }) => largestOf(other) > IDLE);
  const fits = cases.every((one, i) => one === shown || fitsDirection(context, one, seed, results[i] as CallResult[]));
  const counted = cases.map((one, i) => ({ one, found: { counts: results[i]?.[0]?.counts ?? {} } }));
  if (!isRight || !depends || !fits || tooOften(context, settings, counted) !== null) return null;

  const evidence = tensorsEvidence([paired], tolerance, true);
  return {
    ...nothingFound,
    held: true,
    evidence: evidence && { ...evidence, casesHeld: cases.length, cases: cases.length },
    inputs: plain(shown.values as Value),
    message: heldWords(settings, cases.length),
    console: [],
  };
}

function asked(context: CodeContext, settings: Settings, seed: string) {
  const cases = Array.from({ length: settings.cases }, (_, k) => drawCase(context.part.cases, seed, k));
  const shown = shownOf(cases);
  const calls = cases.map((one) =>
    one === shown ? derivativeCalls(context, settings, one, CENTRAL) : directionalCalls(context, settings, one, seed),
  );
  return { cases, shown, calls };
}
