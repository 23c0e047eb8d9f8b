import type { Diagnosis } from "#lib/core/report.ts";
import type { Runner } from "#lib/core/runner.ts";
import type { Check, CodePart, Exercise } from "../../exercise/index.ts";
import { evenly, slipMutants } from "../../slip/index.ts";
import {
  type Compared,
  changedPlaces,
  type Explanation,
  explain,
  fitsBefore,
  isAsked,
  type KnownSlip,
  keyOf,
  wrongPlaces,
} from "./explain.ts";
import { explainFurther } from "./further.ts";
import { knownSlips, slipsIn } from "./known-slips.ts";
import { type AlikeOnManyCases, alikeOnManyCases, lastingOf, type Reason } from "./many-cases.ts";
import { agrees, before } from "./places.ts";
import { digest, probeSizes } from "./probes.ts";
import { explainRepaired, type Open } from "./repaired.ts";
import { explainScaled } from "./scaled.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import { type AnswerPlace, type Told, toDiagnosis, undoOneAnother } from "./told.ts";

/** First slips, and second ones on top of each, that a search for two goes through. */
const FIRSTS = 2;
const SECONDS = 200;
const KEPT = 16;

/**
 * Checks explained by slips in the solution, then in each alternative, until none is left: an answer built on another idea is matched
 * against its own kin. Then by changes of the answer itself that take a slip back, which also give the line. What neither explains is tried once more on top of
 * the slip that an earlier function shows. `told`: checks that a mistake explains already, with its file, which only want their place.
 */
export async function diagnoseSlips(
  place: AnswerPlace,
  compared: Compared,
  off: readonly Check[],
  told: ReadonlyMap<Check, string | null> = new Map(),
): Promise<ReadonlyMap<Check, Told>> {
  const found = new Map<Check, Told>();
  const { runner, exercise, part } = place;
  // Where an answer gives no result there is nothing to compare, and no slip of a right one has to be worked out.
  // What has an author's name is asked of its own text alone, for its place.
  const seen = off.filter(
    (check) => !told.has(check) && functionsOf(check).some((fn) => wrongPlaces(compared, fn).length > 0),
  );
  const left = () => seen.filter((check) => !found.has(check));
  const known: KnownSlip[] = [];
  const named = new Map<Check, Explanation>();
  const isAlike = alikeOnManyCases(place);
  for (const file of [part.solution, ...part.alternatives]) {
    if (left().length === 0) break;
    known.push(...(await knownSlips(runner, exercise, part, file)));
    for (const check of left()) {
      const reasons = await lastingOf(isAlike, check, reasonsOf(compared, check, explained(compared, known, check)));
      const told = reasons === null ? null : toDiagnosis(reasons);
      if (reasons === null || told === null) continue;
      found.set(check, told);
      if (reasons.length === 1) named.set(check, reasons[0] as Explanation);
    }
  }
  const open = off.map(
    (check): Open => ({
      check,
      named: named.get(check) ?? null,
      told: told.has(check),
      mistake: told.get(check) ?? null,
      twice: found.has(check) && !named.has(check),
    }),
  );
  const own = await explainRepaired(place, compared, known, { open, isAlike });
  const more = await explainFurther(place, compared, open, own);
  for (const [check, told] of [...own, ...more]) found.set(check, told);
  for (const check of left()) {
    const told = await inPairs(place, compared, known, { check, isAlike });
    if (told !== null) found.set(check, told);
  }
  return found;
}

function explained(compared: Compared, known: readonly KnownSlip[], check: Check): readonly Explanation[] | null {
  for (const fn of functionsOf(check)) {
    const reasons = explain(compared, known, fn, fieldsOf(check));
    if (reasons !== null) return reasons;
  }
  return null;
}

/** Slips with the fields in which they are seen: of two, each has its own. */
function reasonsOf(compared: Compared, check: Check, all: readonly Explanation[] | null): readonly Reason[] | null {
  const [fn] = functionsOf(check);
  if (all === null || fn === undefined || all.length < 2)
    return all?.map((slips) => ({ slips, fields: fieldsOf(check) })) ?? null;
  const seenIn = ([first]: Explanation) =>
    first === undefined ? [] : changedPlaces(compared, first, fn).map(({ field }) => field);
  return all.map((slips) => ({ slips, fields: seenIn(slips).filter((field) => isAsked(field, fieldsOf(check))) }));
}

/** Two slips in the same fields: one that multiplies what the other leaves, or one in the code of another. */
async function inPairs(
  place: AnswerPlace,
  compared: Compared,
  known: readonly KnownSlip[],
  { check, isAlike }: { readonly check: Check; readonly isAlike: AlikeOnManyCases },
): Promise<Diagnosis | null> {
  const { runner, exercise, part } = place;
  const lengths = probeSizes(part, exercise.hash).map((sizes) => sizes.m ?? Number.NaN);
  for (const fn of functionsOf(check)) {
    const scaled = explainScaled(compared, known, fn, fieldsOf(check), lengths);
    if (scaled !== null && !undoOneAnother(scaled)) return toDiagnosis(scaled);
    for (const alike of firstsOf(compared, known, fn)) {
      const [first] = alike as [KnownSlip];
      const seconds = await secondsOn(runner, exercise, part, first);
      const reasons = explain({ ...compared, right: first.print }, seconds, fn, fieldsOf(check));
      if (reasons?.length !== 1 || undoOneAnother([alike, ...reasons])) continue;
      const lasting = await lastingOf(isAlike, check, reasonsOf(compared, check, reasons));
      if (lasting !== null) return toDiagnosis([alike, ...lasting]);
    }
  }
  return null;
}

/**
 * Slips that may be the first of two: they account for all that is off in earlier functions, change nothing that is right, and either
 * are seen in those earlier functions or in a field of this one. Those that compute the same are one; the likest come first.
 */
function firstsOf(compared: Compared, known: readonly KnownSlip[], fn: string): Explanation[] {
  const wrong = wrongPlaces(compared, fn);
  if (wrong.length === 0) return [];
  const off = new Set(wrong.map(keyOf));
  const earlier = before(compared.functions, fn).some(({ name }) => wrongPlaces(compared, name).length > 0);
  const groups = new Map<string, { slips: KnownSlip[]; seen: number }>();
  for (const one of known) {
    const changed = changedPlaces(compared, one, fn);
    if (!changed.every((place) => off.has(keyOf(place))) || !fitsBefore(compared, one, fn)) continue;
    const seen = changed.filter((place) => agrees(compared.answer, one.print, fn, place)).length;
    if (seen === 0 && !earlier) continue;
    const key = digest(one.print, compared.functions);
    const group = groups.get(key) ?? { slips: [], seen };
    group.slips.push(one);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.seen - a.seen)
    .slice(0, FIRSTS)
    .map(({ slips }) => slips);
}

const kept = new Map<string, Promise<readonly KnownSlip[]>>();

/** What second slips make of a first; the last few are kept, since every check asks for them. */
function secondsOn(
  runner: Runner,
  exercise: Exercise,
  part: CodePart,
  first: KnownSlip,
): Promise<readonly KnownSlip[]> {
  const key = `${exercise.hash}/${part.id}/${first.code}`;
  const there = kept.get(key);
  if (there !== undefined) return there;
  const mutants = evenly(slipMutants(first.code), SECONDS);
  const made = slipsIn(runner, exercise.hash, part, first.code, mutants);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  return made;
}
