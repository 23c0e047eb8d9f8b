import type { Diagnosis } from "#lib/core/report.ts";
import type { Runner } from "#lib/core/runner.ts";
import { type Check, type CodePart, type Diagnosed, type Exercise, fileOf } from "../../exercise/index.ts";
import { onlyExpression } from "../../slip/index.ts";
import { type Compared, isAsked, wrongPlaces } from "./explain.ts";
import { type AlikeOnManyCases, alikeOnManyCases } from "./many-cases.ts";
import { reaches } from "./mutant-prints.ts";
import { agrees, before, differing, type Functions, givesNumbers, isCounted, type PlaceOf, shown } from "./places.ts";
import { type Fingerprint, fingerprint } from "./probes.ts";
import { diagnoseSlips } from "./slips.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import { type AnswerPlace, SAME_NUMBERS, type Told } from "./told.ts";
import { unseenMistakes } from "./unseen.ts";

/** The outputs of the solution and of every known mistake on the probes. */
export type Known = {
  readonly solution: Fingerprint;
  readonly mistakes: readonly {
    readonly id: string;
    readonly diagnosis: Diagnosed | undefined;
    readonly print: Fingerprint;
  }[];
  readonly functions: Functions;
  /** Whether the first function calls the second, in the solution, at once or through others. */
  readonly calls: (fn: string, other: string) => boolean;
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
  const reach = reaches(
    fileOf(exercise, part.solution),
    functions.map(({ name }) => name),
  );
  return { solution, mistakes, functions, calls: (fn, other) => reach(fn, [other]) };
}

/**
 * The mistake whose every change the answer shows, for a check that does not hold: among the functions that the check looks at, one
 * where a known mistake differs from the solution and the answer equals the mistake wherever it does, in all that the answer gives
 * back, and is off nowhere else that the check looks at. Where the mistake also changes functions listed earlier, the answer has to
 * show those changes too, and no function that stands by itself may be right where the mistake has it off. The mistake that changes
 * most is named; of several that change the same, the likest, with the names of its equals. Null where nothing matches.
 */
export function diagnose(known: Known, answer: Fingerprint, check: Check): Diagnosis | null {
  for (const fn of functionsOf(check)) {
    const matches = known.mistakes
      .map((mistake) => ({ mistake, changed: shown(known.functions, answer, fn, changed(known, mistake.print, fn)) }))
      .filter(
        ({ mistake, changed }) =>
          touches(changed, check) &&
          changed.every((place) => agrees(answer, mistake.print, fn, place)) &&
          accounts(known, answer, fn, check, changed) &&
          !refuted(known, mistake.print, answer, fn) &&
          !contradicted(known, mistake.print, answer, fn) &&
          isMarked(known, mistake.print, answer),
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

/**
 * Why checks do not hold, as far as that is known: the author's mistakes first, then slips by machine. A check that nothing explains
 * has no entry.
 */
export async function diagnoseChecks(
  place: AnswerPlace,
  answer: Fingerprint,
  off: readonly Check[],
): Promise<ReadonlyMap<Check, Told>> {
  const known = await knownMistakes(place.runner, place.exercise, place.part);
  const found = new Map<Check, Diagnosis>();
  const isAlike = alikeOnManyCases(place);
  for (const check of off) {
    const mistake = diagnose(known, answer, check);
    if (mistake !== null) found.set(check, mistake);
  }
  for (const check of await refutedBy(place, isAlike, found)) found.delete(check);
  for (const check of off) {
    const [fn = ""] = functionsOf(check);
    if (!isRightOnProbes(known, answer, fn, check)) continue;
    const may = known.mistakes.filter(
      ({ print }) => !refuted(known, print, answer, fn) && !contradicted(known, print, answer, fn),
    );
    const [first, ...others] = await unseenMistakes(place, isAlike, check, may);
    const alike = others.flatMap(({ diagnosis }) => diagnosis?.name ?? []);
    if (first?.diagnosis !== undefined) found.set(check, toDiagnosis(first.id, first.diagnosis, alike));
  }
  const placeless = firstsOf(found);
  const left = off.filter((check) => !found.has(check) || placeless.has(check));
  if (left.length === 0) return found;
  const compared = { functions: known.functions, right: known.solution, answer, calls: known.calls };
  const fileOfMistake = (check: Check): string | null =>
    place.part.mistakes.find(({ id }) => `mistake:${id}` === found.get(check)?.id)?.file ?? null;
  const files = new Map([...placeless].map((check) => [check, fileOfMistake(check)]));
  const told = await diagnoseSlips(place, compared, left, files);
  const places = new Map(
    [...placeless].map((check) => {
      const { at = null, lines = [] } = told.get(check) ?? {};
      return [found.get(check)?.id, { at: at ?? onlyPlace(place.source, compared, check), lines }];
    }),
  );
  const placed = [...found].map(([check, one]) => [check, { ...one, ...places.get(one.id) }] as const);
  return new Map([...told, ...placed]);
}

/** Checks whose mistake the answer shows on the probes, and not on many cases. */
async function refutedBy(
  place: AnswerPlace,
  isAlike: AlikeOnManyCases,
  found: ReadonlyMap<Check, Diagnosis>,
): Promise<Check[]> {
  const refuted = new Set<string>();
  for (const [check, { id }] of found) {
    const mistake = place.part.mistakes.find((one) => `mistake:${one.id}` === id);
    const [fn, ...others] = functionsOf(check);
    if (mistake === undefined || fn === undefined || others.length > 0) continue;
    if ((await isAlike(fn, fieldsOf(check), fileOf(place.exercise, mistake.file))) === false) refuted.add(id);
  }
  return [...found].flatMap(([check, { id }]) => (refuted.has(id) ? [check] : []));
}

/** Whether nothing that a check looks at is off on the probes. */
const isRightOnProbes = (known: Known, answer: Fingerprint, fn: string, check: Check): boolean =>
  !shown(known.functions, answer, fn, differing(known.solution, answer, fn)).some(
    (place) => !isCounted(place) && isAsked(place.field, fieldsOf(check)),
  );

/** Of a function that is off, in which all is one expression and nothing of the file's own that is not known to be right, its line. */
function onlyPlace(source: string, compared: Compared, check: Check): Diagnosis["at"] {
  const [fn, ...others] = functionsOf(check);
  if (fn === undefined || others.length > 0 || wrongPlaces(compared, fn).length === 0) return null;
  const alone = onlyExpression(source, fn);
  const isRight = (name: string) =>
    compared.functions.some((one) => one.name === name) && wrongPlaces(compared, name).length === 0;
  return alone?.calls.every(isRight) ? { file: "answer.ts", line: alone.line, column: 1 } : null;
}

/** Of each mistake the first check that shows it: one search for its place is enough. */
function firstsOf(found: ReadonlyMap<Check, Diagnosis>): ReadonlySet<Check> {
  const firsts = new Map([...found].reverse().map(([check, { id }]) => [id, check]));
  return new Set(firsts.values());
}

/**
 * Whether an answer is right in all that does not come of its `fn`: then what is off in `fn` is off there, and not in what it was given
 * or is held against.
 */
export async function isRightBesides(place: AnswerPlace, answer: Fingerprint, fn: string): Promise<boolean> {
  const { solution, functions, calls } = await knownMistakes(place.runner, place.exercise, place.part);
  return functions.every(({ name }) => {
    if (name === fn || calls(name, fn)) return true;
    const off = shown(functions, answer, name, differing(solution, answer, name));
    return off.every(isCounted) && answer[name]?.every((fields) => fields !== null) !== false;
  });
}

/** Whether a gradient that a function steps along is off: then what the function gives back is off by that, too. */
export async function followsOff(
  { runner, exercise, part }: AnswerPlace,
  answer: Fingerprint,
  fn: string,
): Promise<boolean> {
  const { solution, functions, calls } = await knownMistakes(runner, exercise, part);
  const gradients = part.checks.flatMap((one) => ("consistent" in one ? [one.consistent.gradient] : []));
  return gradients.some(
    (name) =>
      calls(fn, name) &&
      shown(functions, answer, name, differing(solution, answer, name)).some((one) => !isCounted(one)),
  );
}

export function toDiagnosis(
  id: string,
  { name, says, next, lesson }: Diagnosed,
  alike: readonly string[] = [],
): Diagnosis {
  const also = alike.length === 0 ? "" : `${SAME_NUMBERS}${alike.join("; ")}.`;
  return { id: `mistake:${id}`, name, says: `${says}${also}`, next, lesson: lesson ?? null, at: null };
}

const changed = ({ solution }: Known, mistake: Fingerprint, fn: string): PlaceOf[] => differing(solution, mistake, fn);

/**
 * Whether the answer shares numbers with a mistake, where the mistake changes any: that both have none at a place, as where a logarithm
 * of something negative is taken, says little.
 */
function isMarked(known: Known, mistake: Fingerprint, answer: Fingerprint): boolean {
  const places = known.functions.flatMap(({ name }) =>
    changed(known, mistake, name)
      .filter((place) => givesNumbers(mistake, name, place))
      .map((place) => ({ name, place })),
  );
  return places.length === 0 || places.some(({ name, place }) => agrees(answer, mistake, name, place));
}

/** Whether a function before `fn` is other in the answer than the mistake makes it: then the answer is not this mistake. */
function refuted(known: Known, mistake: Fingerprint, answer: Fingerprint, fn: string): boolean {
  return before(known.functions, fn).some(({ name }) => {
    const places = shown(known.functions, answer, name, changed(known, mistake, name));
    return !places.every((place) => isCounted(place) || agrees(answer, mistake, name, place));
  });
}

/** Whether all that the check looks at and that is off is off by the mistake: what is left would need another reason. */
function accounts(known: Known, answer: Fingerprint, fn: string, check: Check, changed: readonly PlaceOf[]): boolean {
  const fields = fieldsOf(check);
  const off = shown(known.functions, answer, fn, differing(known.solution, answer, fn));
  return off
    .filter((place) => !isCounted(place) && isAsked(place.field, fields))
    .every(({ probe, field }) => changed.some((one) => one.probe === probe && one.field === field));
}

/**
 * Whether a function that does not call `fn` is right in the answer where the mistake has it off: a mistake in a loss and in its
 * gradient is not made by an answer whose gradient is right.
 */
function contradicted(known: Known, mistake: Fingerprint, answer: Fingerprint, fn: string): boolean {
  return known.functions.some(({ name }) => {
    if (name === fn || known.calls(name, fn)) return false;
    return changed(known, mistake, name).some(
      (place) => !isCounted(place) && agrees(answer, known.solution, name, place),
    );
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

/** A check that names fields is explained only by a mistake that changes one of them. */
function touches(changed: readonly PlaceOf[], check: Check): boolean {
  const fields = fieldsOf(check);
  return changed.some(({ field }) => isAsked(field, fields));
}
