import type { Diagnosis } from "#lib/core/report.ts";
import type { Runner } from "#lib/core/runner.ts";
import type { Check, CodePart, Exercise } from "../../exercise/index.ts";
import { slips as ORDER, slipMutants } from "../../slip/index.ts";
import {
  type Compared,
  changedPlaces,
  type Explanation,
  explain,
  fitsBefore,
  type KnownSlip,
  keyOf,
  wrongPlaces,
} from "./explain.ts";
import { knownSlips, slipsIn, spread } from "./known-slips.ts";
import { agrees, before } from "./places.ts";
import { digest, probeSizes } from "./probes.ts";
import { explainScaled } from "./scaled.ts";
import { fieldsOf, functionsOf } from "./table.ts";

type Place = { readonly runner: Runner; readonly exercise: Exercise; readonly part: CodePart };

/** Names told at once, where several slips compute the same. */
const TOLD = 3;

/** First slips, and second ones on top of each, that a search for two goes through. */
const FIRSTS = 2;
const SECONDS = 200;
const KEPT = 16;

/**
 * Checks explained by slips in the solution, then in each alternative, until none is left: an answer built on another idea is matched
 * against its own kin. What neither one slip nor two explain is tried once more on top of the slip that an earlier function shows.
 */
export async function diagnoseSlips(
  place: Place,
  compared: Compared,
  off: readonly Check[],
): Promise<ReadonlyMap<Check, Diagnosis>> {
  const found = new Map<Check, Diagnosis>();
  const { runner, exercise, part } = place;
  // Where an answer gives no result there is nothing to compare, and no slip has to be worked out.
  const seen = off.filter((check) => functionsOf(check).some((fn) => wrongPlaces(compared, fn).length > 0));
  const left = () => seen.filter((check) => !found.has(check));
  const known: KnownSlip[] = [];
  for (const file of [part.solution, ...part.alternatives]) {
    if (left().length === 0) break;
    known.push(...(await knownSlips(runner, exercise, part, file)));
    for (const check of left()) {
      const told = explained(compared, known, check);
      if (told !== null) found.set(check, told);
    }
  }
  for (const check of left()) {
    const told = await inPairs(place, compared, known, check);
    if (told !== null) found.set(check, told);
  }
  return found;
}

function explained(compared: Compared, known: readonly KnownSlip[], check: Check): Diagnosis | null {
  for (const fn of functionsOf(check)) {
    const reasons = explain(compared, known, fn, fieldsOf(check));
    if (reasons !== null) return toDiagnosis(reasons);
  }
  return null;
}

/** Two slips in the same fields: one that multiplies what the other leaves, or one in the code of another. */
async function inPairs(
  place: Place,
  compared: Compared,
  known: readonly KnownSlip[],
  check: Check,
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
      if (reasons?.length === 1 && !undoOneAnother([alike, ...reasons])) return toDiagnosis([alike, ...reasons]);
    }
  }
  return null;
}

/** Slips of which one takes back what the other does: together they compute something, and nobody made both. */
const OPPOSITE: readonly (readonly [string, string])[] = [
  ["mean-left-out", "mean-twice"],
  ["sum-for-mean", "mean-twice"],
  ["mean-left-out", "mean-for-sum"],
  ["two-left-out", "two-extra"],
  ["half-left-out", "half-extra"],
  ["two-extra", "half-extra"],
  ["two-left-out", "half-left-out"],
  ["lambda-doubled", "lambda-halved"],
  ["minus-left-out", "minus-extra"],
  ["plus-for-minus", "minus-for-plus"],
  ["difference-exchanged", "target-exchanged"],
  ["transpose-left-out", "transpose-extra"],
  ["square-left-out", "root-extra"],
];

function undoOneAnother(reasons: readonly Explanation[]): boolean {
  const [first, second] = reasons.map((reason) => inOrder(reason)[0]?.slip.id);
  return OPPOSITE.some(([a, b]) => (a === first && b === second) || (a === second && b === first));
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
  const mutants = spread(slipMutants(first.code), SECONDS);
  const made = slipsIn(runner, exercise.hash, part, first.code, mutants);
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  return made;
}

/** One slip in words; names of others that compute the same, and of a second slip, stand beside it. */
export function toDiagnosis(reasons: readonly Explanation[]): Diagnosis | null {
  const rows = reasons.map((reason) => [...new Map(inOrder(reason).map(({ slip }) => [slip.name, slip])).values()]);
  const first = rows[0]?.[0];
  if (first === undefined) return null;
  const [primary, ...alike] = rows
    .map(([row]) => row)
    .filter((row, i, all) => all.findIndex((other) => other?.name === row?.name) === i);
  const heads = [primary, ...alike].flatMap((row) => (row === undefined ? [] : [row]));
  const same = rows
    .flatMap(([, ...others]) => others.map(({ name }) => name))
    .filter((name, i, all) => all.indexOf(name) === i && !heads.some((row) => row.name === name));
  const also =
    same.length === 0
      ? ""
      : ` It computes the same as: ${same.slice(0, TOLD - 1).join("; ")}${same.length >= TOLD ? "; and others" : ""}.`;
  return {
    id: `slip:${heads.map(({ id }) => id).join("+")}`,
    name: heads.map(({ name }) => name).join(", and "),
    says: `${heads.map(({ says }) => says).join(" And: ")}${also}`,
    next: first.next,
    lesson: first.lesson,
    at: null,
  };
}

/** As the table lists them, the more telling first. */
const inOrder = (reason: Explanation): Explanation =>
  [...reason].sort((a, b) => ORDER.indexOf(a.slip) - ORDER.indexOf(b.slip));
