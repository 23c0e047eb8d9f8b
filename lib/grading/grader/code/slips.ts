import type { Diagnosis } from "#lib/core/report.ts";
import type { Runner } from "#lib/core/runner.ts";
import type { Check, CodePart, Exercise } from "../../exercise/index.ts";
import { slips as ORDER, slipMutants } from "../../slip/index.ts";
import { type Compared, type Explanation, explain, fitsBefore, type KnownSlip, wrongPlaces } from "./explain.ts";
import { knownSlips, slipsIn, spread } from "./known-slips.ts";
import { before } from "./places.ts";
import { fieldsOf, functionsOf } from "./table.ts";

type Place = { readonly runner: Runner; readonly exercise: Exercise; readonly part: CodePart };

/** Names told at once, where several slips compute the same. */
const TOLD = 3;

/** Second slips that are tried on top of a first. */
const PAIRS = 300;

/**
 * Checks explained by slips in the solution, then in each alternative, until none is left: an answer built on another idea is matched
 * against its own kin. What neither one slip nor two explain is tried once more on top of the slip that an earlier function shows.
 */
export async function diagnoseSlips(
  place: Place,
  _source: string,
  compared: Compared,
  off: readonly Check[],
): Promise<ReadonlyMap<Check, Diagnosis>> {
  const found = new Map<Check, Diagnosis>();
  const { runner, exercise, part } = place;
  const left = () => off.filter((check) => !found.has(check));
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
    const told = await onTop(place, compared, check);
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

/** A second slip, in the code of a first that accounts for all the functions before. */
async function onTop({ runner, exercise, part }: Place, compared: Compared, check: Check): Promise<Diagnosis | null> {
  for (const fn of functionsOf(check)) {
    if (wrongPlaces(compared, fn).length === 0) continue;
    const earlier = before(compared.functions, fn).filter(({ name }) => wrongPlaces(compared, name).length > 0);
    if (earlier.length === 0) continue;
    for (const file of [part.solution, ...part.alternatives]) {
      const firsts = (await knownSlips(runner, exercise, part, file)).filter((one) => fitsBefore(compared, one, fn));
      const [first] = firsts;
      if (first === undefined) continue;
      const mutants = slipMutants(first.code).filter(
        ({ homes }) => homes.length === 0 || homes.some((home) => !earlier.some(({ name }) => name === home)),
      );
      const known = await slipsIn(runner, exercise.hash, part, first.code, spread(mutants, PAIRS));
      const reasons = explain({ ...compared, right: first.print }, known, fn, fieldsOf(check));
      const before = firsts.filter(
        ({ print }) => print === first.print || fitsBefore(compared, { ...first, print }, fn),
      );
      if (reasons !== null) return toDiagnosis([...reasons, before]);
    }
  }
  return null;
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
