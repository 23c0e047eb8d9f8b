import type { SlipRow } from "../../slip/index.ts";
import {
  agrees,
  before,
  differing,
  type Functions,
  givesNumbers,
  isCounted,
  isTelling,
  type PlaceOf,
  shown,
} from "./places.ts";
import type { Fingerprint } from "./probes.ts";

/** A slip in a right answer, and what it computes on the probes. */
export type KnownSlip = { readonly slip: SlipRow; readonly code: string; readonly print: Fingerprint };

/** What is compared: the right results, and the answer's. */
export type Compared = {
  readonly functions: Functions;
  readonly right: Fingerprint;
  readonly answer: Fingerprint;
  /** Whether the first function calls the second, in the solution, at once or through others. */
  readonly calls: (fn: string, other: string) => boolean;
};

/** Slips that compute the same where it counts, the more telling first. */
export type Explanation = readonly KnownSlip[];

/**
 * Why a function's fields are off: one slip that changes all of them and is seen wherever it changes anything, or two slips of which
 * each explains its own fields. Null where some field is left without a reason; then nothing is claimed.
 */
export function explain(
  compared: Compared,
  known: readonly KnownSlip[],
  fn: string,
  fields: readonly string[] | undefined,
): readonly Explanation[] | null {
  const wrong = wrongPlaces(compared, fn);
  const asked = wrong.filter(({ field }) => isAsked(field, fields));
  if (
    !asked.some((place) => isTelling(compared.answer, fn, place)) ||
    !asked.every((place) => givesNumbers(compared.answer, fn, place))
  )
    return null;
  const candidates = candidatesOf(compared, known, fn, wrong);
  const cover = covers(candidates, asked.map(keyOf));
  return cover === null ? null : cover.map((one) => best(compared, one.slips));
}

/** Fields of a function where the answer is not right, among those that it gives back. */
export function wrongPlaces({ functions, right, answer }: Compared, fn: string): PlaceOf[] {
  return shown(functions, answer, fn, differing(right, answer, fn)).filter((place) => !isCounted(place));
}

/** Whether a slip accounts for all that is off in the functions listed before one. */
export function fitsBefore(compared: Compared, slip: KnownSlip, fn: string): boolean {
  return before(compared.functions, fn).every(({ name }) => {
    const wrong = wrongPlaces(compared, name);
    const changed = changedPlaces(compared, slip, name);
    return (
      wrong.length === changed.length && changed.every((place) => agrees(compared.answer, slip.print, name, place))
    );
  });
}

export const isAsked = (field: string, fields: readonly string[] | undefined): boolean =>
  fields === undefined || fields.includes(field) || fields.includes(field.split(".", 1)[0] as string);

export const keyOf = ({ probe, field }: PlaceOf): string => `${probe}/${field}`;

export const changedPlaces = ({ functions, right, answer }: Compared, { print }: KnownSlip, fn: string): PlaceOf[] =>
  shown(functions, answer, fn, differing(right, print, fn)).filter((place) => !isCounted(place));

type Candidate = { readonly places: readonly string[]; readonly slips: readonly KnownSlip[] };

/** Slips that are seen in the answer wherever they change something, here and in the functions before; by the places that they change. */
function candidatesOf(
  compared: Compared,
  known: readonly KnownSlip[],
  fn: string,
  wrong: readonly PlaceOf[],
): Candidate[] {
  const off = new Set(wrong.map(keyOf));
  const found = new Map<string, { places: string[]; slips: KnownSlip[] }>();
  const earlier = before(compared.functions, fn);
  for (const slip of known) {
    const { print } = slip;
    const changed = changedPlaces(compared, slip, fn);
    if (changed.length === 0) continue;
    if (!changed.every((place) => off.has(keyOf(place)) && agrees(compared.answer, print, fn, place))) continue;
    // What is off in a function that this one calls comes back in it: the slip has to account for that, too.
    const seen = earlier.every(({ name }) => {
      const there = changedPlaces(compared, slip, name);
      if (!there.every((place) => agrees(compared.answer, print, name, place))) return false;
      return !compared.calls(fn, name) || wrongPlaces(compared, name).length === there.length;
    });
    if (!seen) continue;
    if (!changed.some((place) => isTelling(compared.answer, fn, place))) continue;
    const places = changed.map(keyOf);
    const group = found.get(places.join()) ?? { places, slips: [] };
    group.slips.push(slip);
    found.set(places.join(), group);
  }
  return [...found.values()];
}

/** The fewest candidates, at most two and of different places, that account for everything asked. */
function covers(candidates: readonly Candidate[], asked: readonly string[]): readonly Candidate[] | null {
  const single = candidates
    .filter(({ places }) => asked.every((place) => places.includes(place)))
    .sort((a, b) => b.places.length - a.places.length)[0];
  if (single !== undefined) return [single];
  for (const [i, one] of candidates.entries()) {
    for (const other of candidates.slice(i + 1)) {
      if (other.places.some((place) => one.places.includes(place))) continue;
      if (asked.every((place) => one.places.includes(place) || other.places.includes(place))) return [one, other];
    }
  }
  return null;
}

/** Of slips that agree here, those that agree most everywhere. */
function best(compared: Compared, slips: readonly KnownSlip[]): Explanation {
  const off = slips.map((slip) => disagreements(compared, slip));
  const least = Math.min(...off);
  return slips.filter((_, i) => off[i] === least);
}

function disagreements({ functions, answer }: Compared, { print }: KnownSlip): number {
  return functions.reduce(
    (sum, { name }) => sum + differing(print, answer, name).filter((place) => !isCounted(place)).length,
    0,
  );
}
