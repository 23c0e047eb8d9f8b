import type { Call } from "#lib/core/runner.ts";
import { type Cases, type Check, drawCase, fileOf, withValues } from "../../exercise/index.ts";
import { type Mutant, plainCode } from "../../slip/index.ts";
import type { Fields } from "../tensor-values.ts";
import { argumentsOf, BUDGET, returnsOf } from "./context.ts";
import { keptOf } from "./draws.ts";
import { type Explanation, isAsked, type KnownSlip } from "./explain.ts";
import { mutantResults, type PlannedCalls } from "./mutant-prints.ts";
import { differing, isCounted, type PlaceOf, shown } from "./places.ts";
import { probeCalls } from "./probes.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import { type AnswerPlace, inOrder } from "./told.ts";
import { sizesUpwards } from "./trace/sizes.ts";

/** Cases that what holds on the probes is asked on, and further ones of the smallest size: of two probes it may be by chance. */
const CASES = 12;
const SMALLEST = 12;
/** What all changes of an answer may spend on them: as much as one run of the answer. */
export const OWN = BUDGET.fuel;

/**
 * Whether an answer, or a changed text of it, computes what another source does, wherever both give a result, as far as a check looks.
 * `other` is an author's text, or one with a slip made in it. Null where one of them gives a result on fewer than half of the cases: a
 * run that came to its end before says nothing.
 */
export type AlikeOnManyCases = (
  fn: string,
  fields: readonly string[] | undefined,
  other: string,
  changed?: string,
) => Promise<boolean | null>;

/** Holds an answer against other sources on many cases; what each gives in a function is worked out once. */
export function alikeOnManyCases({ runner, exercise, part, source }: AnswerPlace): AlikeOnManyCases {
  const kept = new Map<string, Promise<readonly (Fields | null)[]>>();
  const resultsOf = (fn: string, code: string, isAnswer: boolean): Promise<readonly (Fields | null)[]> => {
    const key = `${fn}\0${isAnswer}\0${code}`;
    const there = kept.get(key);
    if (there !== undefined) return there;
    const probe = probeCalls(part, exercise.hash).find((row) => row.fn === fn)?.calls[0];
    const options = (probe?.args[part.functions[fn]?.args.indexOf("options") ?? -1] ?? {}) as Options;
    const plan = probe === undefined ? [] : [{ fn, calls: callsOf({ exercise, part }, fn, options) }];
    const made = mutantResults(runner, part, code, plan, [whole(code)], isAnswer ? "guest" : "trusted", OWN).then(
      ([results]) => results?.[0] ?? [],
    );
    kept.set(key, made);
    return made;
  };
  return async (fn, fields, other, changed = source) => {
    const answer = { [fn]: await resultsOf(fn, changed, true) };
    const theirs = { [fn]: await resultsOf(fn, other, false) };
    if (![answer, theirs].every((made) => isMostlyThere(made[fn] ?? []))) return null;
    const functions = [{ name: fn, optional: part.functions[fn]?.optional ?? [] }];
    const off = shown(functions, answer, fn, differing(theirs, answer, fn));
    return !off.some(
      (place) => !isCounted(place) && isAsked(place.field, fields) && isFar(answer[fn], theirs[fn], place),
    );
  };
}

const isMostlyThere = (results: readonly (Fields | null)[]): boolean =>
  2 * results.filter((one) => one !== null).length > results.length;

/** Slips that are held against the answer on many cases. */
const TRIED = 4;

/**
 * Of slips that explain a check on the probes, those from the first on that do on many cases; null where none does. Of two reasons each
 * is asked of the fields that it changes.
 */
export async function lastingOf(
  isAlike: AlikeOnManyCases,
  check: Check,
  reasons: readonly Reason[] | null,
): Promise<readonly Explanation[] | null> {
  const [fn, ...others] = functionsOf(check);
  if (reasons === null) return null;
  if (fn === undefined || others.length > 0) return reasons.map(({ slips }) => slips);
  const lasting: Explanation[] = [];
  for (const { slips, fields, changed } of reasons) {
    const ranked = inOrder(slips);
    const at = await firstOf(
      ranked.slice(0, TRIED),
      async ({ code }) => (await isAlike(fn, fields, code, changed)) !== false,
    );
    if (at === null) return null;
    lasting.push(ranked.slice(at));
  }
  return lasting;
}

/** Slips that compute the same, the fields in which they are seen, and the text of the answer in which they are, if it is a changed one. */
export type Reason = {
  readonly slips: Explanation;
  readonly fields: readonly string[] | undefined;
  readonly changed?: string;
};

async function firstOf<T>(rows: readonly T[], holds: (row: T) => Promise<boolean>): Promise<number | null> {
  for (const [i, row] of rows.entries()) if (await holds(row)) return i;
  return null;
}

/**
 * Of changes of an answer that make a check right on the probes, those that do on many cases: one number on each probe, such as a share
 * of hits, may be met by chance, and so may what has a small case only. A change whose runs gave nothing at all is not refused.
 */
export async function rightOnManyCases<Fit extends { readonly taken: KnownSlip; readonly line: number }>(
  { runner, exercise, part, source }: AnswerPlace,
  check: Check,
  fits: readonly Fit[],
): Promise<readonly Fit[]> {
  const [fn, ...others] = functionsOf(check);
  if (fn === undefined || others.length > 0 || fits.length === 0) return fits;
  const plan = planOf({ exercise, part }, check);
  const right = await keptOf(exercise.hash, part.id, "many").later(`right ${check.id}`, async () => {
    const solution = fileOf(exercise, part.solution);
    const [made] = await mutantResults(runner, part, solution, plan, [whole(solution)]);
    return made;
  });
  const changed = fits.map(
    ({ taken, line }): Mutant => ({ slip: taken.slip, id: taken.slip.id, line, code: taken.code, homes: [] }),
  );
  const results = await mutantResults(runner, part, source, plan, changed, "guest", OWN);
  return fits.filter((_, j) =>
    plan.every((_, i) => {
      if (results[j]?.[i]?.every((one) => one === null)) return true;
      const [theirs, mine] = [{ [fn]: right?.[i] ?? [] }, { [fn]: results[j]?.[i] ?? [] }];
      return !differing(theirs, mine, fn).some(
        (at) => !isCounted(at) && isAsked(at.field, fieldsOf(check)) && isFar(mine[fn], theirs[fn], at),
      );
    }),
  );
}

/** More than steps of training make of rounding. */
const FAR = 1e-4;

function isFar(
  yours: readonly (Fields | null)[] | undefined,
  theirs: readonly (Fields | null)[] | undefined,
  { probe, field }: PlaceOf,
): boolean {
  const [a, b] = [yours?.[probe]?.[field]?.data, theirs?.[probe]?.[field]?.data];
  if (a === undefined || b === undefined || a.length !== b.length) return true;
  return a.some((x, i) => {
    const y = b[i] as number;
    return !Object.is(x, y) && !(Math.abs(x - y) <= FAR * Math.max(Math.abs(x), Math.abs(y)));
  });
}

type Options = { readonly [name: string]: number };

function callsOf(
  { exercise, part }: Pick<AnswerPlace, "exercise" | "part">,
  fn: string,
  options: Options,
  own?: Cases["values"],
): Call[] {
  const cases = withValues(part.cases, own);
  const returns = returnsOf(part, fn, undefined, true);
  const [smallest] = sizesUpwards(part.cases);
  return Array.from({ length: CASES + SMALLEST }, (_, k) => {
    const sizes = k < CASES ? undefined : smallest;
    const { values } = drawCase(cases, `${exercise.hash}:many:${fn}`, k, sizes);
    return { fn, args: argumentsOf(part, fn, values, options), returns };
  });
}

/** Calls of the check's function with the options that it asks for, and with those of the other checks of the function. */
export function planOf(place: Pick<AnswerPlace, "exercise" | "part">, check: Check): PlannedCalls[] {
  const row = "steps" in check ? check.steps : "outputs" in check ? { ...check.outputs, options: {} } : null;
  if (row === null) return [];
  const fn = row.of;
  const others = place.part.checks.flatMap((one) =>
    "steps" in one && one !== check && one.steps.of === fn && (one.steps.options.epochs ?? 0) > 1
      ? [one.steps.options]
      : [],
  );
  const usual = others.at(-1);
  const own = "outputs" in check ? check.outputs.values : undefined;
  return [row.options, ...("steps" in check && usual !== undefined ? [usual] : [])].map((options) => ({
    fn,
    calls: callsOf(place, fn, options, own),
  }));
}

/** The source as it is. */
export const whole = (source: string): Mutant => ({
  slip: null,
  id: "none",
  line: 1,
  code: plainCode(source),
  homes: [],
});
