import type { Diagnosis } from "#lib/core/report.ts";
import type { Runner } from "#lib/core/runner.ts";
import { type Check, type CodePart, type Diagnosed, type Exercise, fileOf } from "../../exercise/index.ts";
import { allClose, type Fields, shapedAs } from "../tensor-values.ts";
import { BY_TRYING, type Fingerprint, fingerprint } from "./probes.ts";
import { functionsOf } from "./table.ts";

/** Two ways to the same numbers differ by rounding, amplified by a few steps of training. */
const SAME = { rtol: 1e-6, atol: 1e-9 };

/** The outputs of the solution and of every known mistake on the probes. */
export type Known = {
  readonly solution: Fingerprint;
  readonly mistakes: readonly {
    readonly id: string;
    readonly diagnosis: Diagnosed | undefined;
    readonly print: Fingerprint;
  }[];
  /** Functions in the order in which the exercise lists them, and what an answer may leave out of each result. */
  readonly functions: readonly { readonly name: string; readonly optional: readonly string[] }[];
};

const cache = new Map<string, Promise<Known>>();
const KEPT = 64;

/** Computed once per exercise version and process; in the trusted place. */
export function knownMistakes(runner: Runner, exercise: Exercise, part: CodePart): Promise<Known> {
  const key = `${exercise.hash}/${part.id}`;
  const found = cache.get(key);
  if (found !== undefined) return found;
  const made = computeKnown(runner, exercise, part);
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  if (cache.size > KEPT) cache.delete(cache.keys().next().value as string);
  return made;
}

async function computeKnown(runner: Runner, exercise: Exercise, part: CodePart): Promise<Known> {
  const print = (file: string) => fingerprint(runner, part, exercise.hash, fileOf(exercise, file), "trusted");
  const solution = await print(part.solution);
  const mistakes = [];
  for (const { id, file, diagnosis } of part.mistakes) mistakes.push({ id, diagnosis, print: await print(file) });
  const functions = Object.entries(part.functions).map(([name, { optional = [] }]) => ({ name, optional }));
  return { solution, mistakes, functions };
}

/**
 * The mistake whose every change the answer shows, for a check that does not hold: among the functions that the check looks at, one
 * where a known mistake differs from the solution and the answer equals the mistake wherever it does, in all that the answer gives
 * back. Where the mistake also changes functions listed earlier, the answer has to show those changes too. The mistake that changes
 * most is named; of several that change the same, the likest, with the names of its equals. Null where nothing matches.
 */
export function diagnose(known: Known, answer: Fingerprint, check: Check): Diagnosis | null {
  for (const fn of functionsOf(check)) {
    const matches = known.mistakes
      .map((mistake) => ({ mistake, changed: shown(known, answer, fn, changed(known, mistake.print, fn)) }))
      .filter(
        ({ mistake, changed }) =>
          touches(changed, check) &&
          changed.every((place) => agrees(answer, mistake.print, fn, place)) &&
          !refuted(known, mistake.print, answer, fn),
      )
      .map((match) => ({ ...match, alike: likeness(answer, match.mistake.print) }))
      .sort((a, b) => b.changed.length - a.changed.length || b.alike - a.alike);
    const [best, ...others] = matches;
    if (best?.mistake.diagnosis === undefined) continue;
    const alike = others
      .filter(({ changed, alike }) => changed.length === best.changed.length && alike === best.alike)
      .flatMap(({ mistake }) => mistake.diagnosis?.name ?? []);
    return toDiagnosis(best.mistake.id, best.mistake.diagnosis, alike);
  }
  return null;
}

export function toDiagnosis(
  id: string,
  { name, says, next, lesson }: Diagnosed,
  alike: readonly string[] = [],
): Diagnosis {
  const also = alike.length === 0 ? "" : ` It computes the same as: ${alike.join("; ")}.`;
  return { id: `mistake:${id}`, name, says: `${says}${also}`, next, lesson: lesson ?? null, at: null };
}

type PlaceOf = { readonly probe: number; readonly field: string };

/** Where a mistake's function differs from the solution's. */
function changed(known: Known, mistake: Fingerprint, fn: string): PlaceOf[] {
  const right = known.solution[fn] ?? [];
  return right.flatMap((fields, probe) => {
    const made = mistake[fn]?.[probe] ?? null;
    if (fields === null || made === null) return [];
    return Object.keys({ ...fields, ...made })
      .filter((field) => !same(fields, made, field))
      .map((field) => ({ probe, field }));
  });
}

/** Places that the answer gives back; what may be left out and was says nothing. */
function shown({ functions }: Known, answer: Fingerprint, fn: string, places: readonly PlaceOf[]): PlaceOf[] {
  const optional = functions.find(({ name }) => name === fn)?.optional ?? [];
  return places.filter(({ probe, field }) => {
    const given = answer[fn]?.[probe] ?? null;
    return given === null || field in given || !optional.includes(field.split(".", 1)[0] as string);
  });
}

/** Whether a function before `fn` is other in the answer than the mistake makes it: then the answer is not this mistake. */
function refuted(known: Known, mistake: Fingerprint, answer: Fingerprint, fn: string): boolean {
  const before = known.functions.slice(
    0,
    known.functions.findIndex(({ name }) => name === fn),
  );
  return before.some(({ name }) => {
    const places = shown(known, answer, name, changed(known, mistake, name)).filter(({ field }) => field !== BY_TRYING);
    return !places.every((place) => agrees(answer, mistake, name, place));
  });
}

/** How many results of all functions the answer shares with a mistake: tells apart two that agree on the function looked at. */
function likeness(answer: Fingerprint, mistake: Fingerprint): number {
  return Object.entries(mistake).reduce(
    (sum, [fn, probes]) =>
      sum +
      probes.reduce(
        (n, fields, probe) =>
          n + Object.keys(fields ?? {}).filter((field) => agrees(answer, mistake, fn, { probe, field })).length,
        0,
      ),
    0,
  );
}

function agrees(answer: Fingerprint, mistake: Fingerprint, fn: string, { probe, field }: PlaceOf): boolean {
  const yours = answer[fn]?.[probe] ?? null;
  const theirs = mistake[fn]?.[probe] ?? null;
  return yours !== null && theirs !== null && same(yours, theirs, field);
}

function same(a: Fields, b: Fields, field: string): boolean {
  const [x, y] = [a[field], b[field]];
  if (x === undefined || y === undefined) return x === y;
  return allClose(shapedAs(x, y.shape), y, SAME) || bothUndefined(x.data, y.data);
}

/** Entries that are not numbers agree with each other: a logarithm of something negative is a mistake's mark too. */
const bothUndefined = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.some(Number.isNaN) && a.every((x, i) => Number.isNaN(x) === Number.isNaN(b[i] as number));

/** A check that names fields is explained only by a mistake that changes one of them. */
function touches(changed: readonly PlaceOf[], check: Check): boolean {
  const row =
    ("outputs" in check && check.outputs) ||
    ("gradcheck" in check && check.gradcheck) ||
    ("steps" in check && check.steps);
  const fields = row ? row.fields : undefined;
  return changed.some(
    ({ field }) => fields === undefined || fields.includes(field) || fields.includes(field.split(".", 1)[0] as string),
  );
}
