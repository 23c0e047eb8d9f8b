import type { Diagnosis } from "#lib/core/report.ts";
import { type Check, fileOf } from "../../exercise/index.ts";
import { authoredRepairs, evenly, type Mutant, slips as ORDER, repairsOf } from "../../slip/index.ts";
import { type Compared, type Explanation, explain, isAsked, type KnownSlip, wrongPlaces } from "./explain.ts";
import { likely } from "./likely.ts";
import { rightOnManyCases } from "./many-cases.ts";
import { mutantPrints, reaches } from "./mutant-prints.ts";
import { givesNumbers, isTelling } from "./places.ts";
import { digest, type Fingerprint } from "./probes.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import { type AnswerPlace, inOrder, rankOf, type Told, toDiagnosis, undoOneAnother } from "./told.ts";

/** Changes of an answer that are tried. */
const MOST = 480;

/** The id of changes that take an author's mistake back: they have no words of their own. */
const AUTHORED = "authored";

/** What an answer's own text shows, and what its numbers alone say of the same. */
const SAYS_MORE: { readonly [seen: string]: string } = { "two-too-many": "two-extra", "half-too-many": "half-extra" };

/** Two slips at most are told of one check; of more pairs than this that would do, none is. */
const PAIRS = 4;

/** An answer with one slip taken back: the slip, the line, what is computed then, and what is still off. */
export type Repaired = {
  readonly taken: KnownSlip;
  readonly line: number;
  readonly print: Fingerprint;
  readonly off: ReadonlySet<string>;
};

/**
 * A check that does not hold, and the slip of a right answer that explains it, if one does; `told`: a mistake explains it; `twice`: two
 * slips do, each its own fields, and one change may explain more.
 */
export type Open = {
  readonly check: Check;
  readonly named: Explanation | null;
  readonly told: boolean;
  readonly twice: boolean;
  /** The file of the mistake that explains it. */
  readonly mistake: string | null;
};

/**
 * Why checks do not hold, from the answer's own text: a change of one place that takes a slip back and makes all right that the check
 * looks at, and nothing else worse. It needs no right answer of the same kind, finds the line, and serves an answer that ends with an
 * error. Where no change alone does, one that leaves a known slip of a right answer: then the answer has both. What has a name already
 * gets its line, and the names that its own text gives it besides.
 */
export async function explainRepaired(
  place: AnswerPlace,
  compared: Compared,
  known: readonly KnownSlip[],
  open: readonly Open[],
): Promise<ReadonlyMap<Check, Told>> {
  const found = new Map<Check, Told>();
  const before = offIn(compared, compared.answer);
  const inReach = open.filter(({ check }) =>
    functionsOf(check).some((fn) => askedOf(before, fn, fieldsOf(check)).length > 0),
  );
  if (inReach.length === 0 || isHuge(compared)) return found;
  const { runner, exercise, part, source } = place;
  const functions = [...new Set(inReach.flatMap(({ check }) => functionsOf(check)))];
  const reach = reaches(source, functions);
  const isNamed = inReach.every(({ named, told, twice }) => told || twice || named !== null);
  const all = evenly(
    repairsOf(
      source,
      (homes) => functions.some((fn) => reach(fn, homes)) && !(isNamed && isRight(compared, before, homes)),
    ),
    MOST,
  );
  const checks = inReach.map(({ check }) => check);
  const authored = authoredIn(place, inReach, (homes) => functions.some((fn) => reach(fn, homes)));
  const changes = isNamed
    ? await likely(place, compared, checks, [...authored, ...all])
    : [...(await likely(place, compared, checks, authored)), ...all];
  if (changes.length === 0) return found;
  const own = { source, print: compared.answer };
  const prints = await mutantPrints(runner, part, exercise.hash, own, changes, "guest");
  const same = digest(compared.answer, compared.functions);
  const tried = changes.flatMap(({ slip, code, line }, i): Repaired[] => {
    const print = prints[i];
    if (slip === null || print === undefined || digest(print, compared.functions) === same) return [];
    return [{ taken: { slip, code, print }, line, print, off: offIn(compared, print) }];
  });
  const unexplained = new Set<string>();
  const harmless = tried.filter(({ off }) => [...off].every((place) => before.has(place)));
  // What takes a mistake back says nothing of a check that another reason has.
  const better = harmless.filter(({ taken }) => taken.slip.id !== AUTHORED);
  for (const { check, named, told: hasName, twice } of inReach) {
    const own = hasName ? harmless : better;
    const may = alone(compared, own, before, check, hasName);
    const fits = named !== null || hasName ? may : await rightOnManyCases(place, check, may);
    // Two slips that would do here, and were not told of what this function calls, are not what the answer has.
    const isBelow = functionsOf(check).some((fn) =>
      [...unexplained].some((name) => name !== fn && compared.calls(fn, name)),
    );
    const told: Told | null =
      named !== null
        ? besides(named, fits)
        : fits.length > 0
          ? placed(toDiagnosis([fits.map(({ taken }) => taken)]), fits)
          : isBelow || hasName || twice
            ? null
            : withKnown(compared, { better, before }, known, check);
    if (told !== null) found.set(check, told);
    else if (named === null && !twice) unexplained.add(functionsOf(check)[0] as string);
  }
  return found;
}

/** What would take back the mistakes that have been told. */
function authoredIn(
  { exercise, part, source }: AnswerPlace,
  open: readonly Open[],
  isWanted: (homes: readonly string[]) => boolean,
): readonly Mutant[] {
  const files = new Set(open.flatMap(({ mistake }) => mistake ?? []));
  const solution = fileOf(exercise, part.solution);
  return [...files].flatMap((file) => authoredRepairs(source, fileOf(exercise, file), solution, isWanted));
}

/**
 * A slip that has its name already, with what the answer's own text adds: the names that are as telling come first, since they are
 * about what stands there, and the line.
 */
function besides(named: Explanation, fits: readonly Repaired[]): Told | null {
  const own = fits.filter(({ taken }) => !isRewritten(taken));
  if (own.length === 0) return null;
  const ids = new Set(named.map(({ slip }) => slip.id));
  const telling = own.filter(
    ({ taken }) => ids.has(taken.slip.id) || !(isLoose(taken) || undoOneAnother([named, [taken]])),
  );
  const ranked = inOrder(telling.map(({ taken }) => taken));
  const isVague = ({ slip }: KnownSlip) => slip.id === "value-beside";
  const seen = new Set(ranked.flatMap(({ slip }) => SAYS_MORE[slip.id] ?? []));
  const left = inOrder(named).filter(({ slip }) => !seen.has(slip.id));
  const names = [...ranked.filter((one) => !isVague(one)), ...left, ...ranked.filter(isVague)];
  const told = toDiagnosis([names], true);
  return placed(told, telling.length > 0 ? telling : own);
}

/**
 * Changes of one place that make right what a check looks at: of all that do, those that make most right. `hasName`: only the place of
 * what the first function that is off shows is asked for.
 */
export function alone(
  compared: Compared,
  better: readonly Repaired[],
  before: ReadonlySet<string>,
  check: Check,
  hasName: boolean,
): readonly Repaired[] {
  for (const fn of functionsOf(check)) {
    const asked = askedOf(before, fn, fieldsOf(check));
    // Whole numbers may be met by chance: enough for the place of what has its name, and for no name.
    if (asked.length === 0 || !(hasName || asked.some((place) => isSure(compared, place)))) continue;
    const fits = better.filter(({ off }) => asked.every((place) => !off.has(place)));
    const least = Math.min(...fits.map(({ off }) => off.size));
    const best = fits.filter(({ off }) => off.size === least);
    // A count in whose place another one does as well as none is that of the examples, and the other is 1.
    const isUndivided = best.some(({ taken }) => taken.slip.id === "mean-once-more");
    if (best.length > 0 || hasName)
      return isUndivided ? best.filter(({ taken }) => taken.slip.id !== "other-count") : best;
  }
  return [];
}

/**
 * One change that makes nothing worse and leaves what one slip in a right answer computes: the two are not one slip twice. Only where
 * the answer gives numbers or ends with an error: of what is not a number, a change that skips most of the work makes some simple slip.
 */
function withKnown(
  compared: Compared,
  { better, before }: { readonly better: readonly Repaired[]; readonly before: ReadonlySet<string> },
  known: readonly KnownSlip[],
  check: Check,
): Told | null {
  for (const fn of functionsOf(check)) {
    const asked = askedOf(before, fn, fieldsOf(check));
    if (asked.length === 0 || !asked.some((place) => isSure(compared, place))) continue;
    if (!asked.every((place) => isNumbers(compared, place))) continue;
    const among = indexOf(compared, known, fn);
    const pairs = better.flatMap((one) => {
      if (isLoose(one.taken) || asked.some((place) => isEmptied(compared, one.print, place))) return [];
      const near = among(one.print);
      if (near.length === 0) return [];
      const reasons = explain({ ...compared, answer: one.print }, near, fn, fieldsOf(check));
      const [left] = reasons ?? [];
      if (reasons?.length !== 1 || left === undefined || undoOneAnother([[one.taken], left])) return [];
      return left.some(({ slip }) => slip.id === one.taken.slip.id) ? [] : [{ one, left }];
    });
    const names = new Set(pairs.map(({ one, left }) => toDiagnosis([[one.taken], left])?.id));
    const [first] = pairs.sort((a, b) => rankOf(a.one.taken) - rankOf(b.one.taken));
    if (first === undefined || names.size > PAIRS) continue;
    return placed(toDiagnosis([[first.one.taken], first.left]), [first.one]);
  }
  return null;
}

/** Changes that move, add up or leave out what they meet, or write a function anew, leave some known slip too easily. */
const isLoose = ({ slip }: KnownSlip): boolean =>
  /^(overwritten|statement-early)$/.test(slip.id) || (!ORDER.includes(slip) && /-(extra|off)$/.test(slip.id));

/** Known slips that may compute what a print does in a function: those whose sum of entries is near, found without a look at all. */
function indexOf(compared: Compared, known: readonly KnownSlip[], fn: string) {
  const sum = (print: Fingerprint): number => {
    let total = 0;
    for (const fields of print[fn] ?? [])
      for (const { data } of Object.values(fields ?? {}))
        data.forEach((x, i) => {
          total += x * (1 + (i % 7));
        });
    return total;
  };
  const right = sum(compared.right);
  const rows = known
    .map((slip) => ({ slip, at: sum(slip.print) }))
    .filter(({ at }) => Number.isFinite(at) && at !== right)
    .sort((a, b) => a.at - b.at);
  return (print: Fingerprint): readonly KnownSlip[] => {
    const at = sum(print);
    const width = 1e-5 * Math.max(1e-6, Math.abs(at));
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.at as number) < at - width) low = middle + 1;
      else high = middle;
    }
    const near: KnownSlip[] = [];
    for (let i = low; i < rows.length && (rows[i]?.at as number) <= at + width; i++)
      near.push((rows[i] as { slip: KnownSlip }).slip);
    return near;
  };
}

const SEPARATOR = "/";

/** Whether a change lies in functions that are right as they are, each by itself: then its place is not there. */
const isRight = ({ functions }: Compared, off: ReadonlySet<string>, homes: readonly string[]): boolean =>
  homes.length > 0 &&
  homes.every(
    (home) =>
      functions.some(({ name }) => name === home) && ![...off].some((key) => key.startsWith(`${home}${SEPARATOR}`)),
  );

/** Results so much larger than asked for that a few hundred of them would take long to read, and no slip makes them. */
const HUGE = 20;

export function isHuge({ right, answer }: Compared): boolean {
  const numbers = (print: Fingerprint) =>
    Object.values(print).reduce(
      (sum, probes) =>
        sum +
        probes.reduce((n, fields) => n + Object.values(fields ?? {}).reduce((k, { data }) => k + data.length, 0), 0),
      0,
    );
  return numbers(answer) > HUGE * numbers(right) + 10_000;
}

/** Every place where a print is not right, and every probe on which a function gives no result. */
export function offIn(compared: Compared, print: Fingerprint): Set<string> {
  return new Set(
    compared.functions.flatMap(({ name }) => [
      ...wrongPlaces({ ...compared, answer: print }, name).map(({ probe, field }) => keyOf(name, probe, field)),
      ...(compared.right[name] ?? []).flatMap((fields, probe) =>
        fields !== null && (print[name]?.[probe] ?? null) === null ? [keyOf(name, probe, "")] : [],
      ),
    ]),
  );
}

const keyOf = (fn: string, probe: number, field: string): string => [fn, probe, field].join(SEPARATOR);

/** Of the places that are off, those of a function that a check looks at. */
export const askedOf = (off: ReadonlySet<string>, fn: string, fields: readonly string[] | undefined): string[] =>
  [...off].filter((key) => {
    const [name, , field = ""] = key.split(SEPARATOR);
    return name === fn && (field === "" || isAsked(field, fields));
  });

/** Whether what is right there could not be met by chance. */
export function isSure({ right }: Compared, key: string): boolean {
  const [fn = "", probe = "", field = ""] = key.split(SEPARATOR);
  const fields = field === "" ? Object.keys(right[fn]?.[Number(probe)] ?? {}) : [field];
  return fields.some((one) => isTelling(right, fn, { probe: Number(probe), field: one }));
}

/** Whether the answer gives numbers there, or nothing at all. */
function isNumbers({ answer }: Compared, key: string): boolean {
  const [fn = "", probe = "", field = ""] = key.split(SEPARATOR);
  return givesNumbers(answer, fn, { probe: Number(probe), field });
}

/**
 * Whether a change leaves one number everywhere where the answer has several, or what stands in another field: it skips work, and takes
 * nothing back.
 */
function isEmptied({ answer }: Compared, print: Fingerprint, key: string): boolean {
  const [fn = "", probe = "", field = ""] = key.split(SEPARATOR);
  const beside = Object.entries(print[fn]?.[Number(probe)] ?? {}).filter(([name]) => name !== field);
  const left = print[fn]?.[Number(probe)]?.[field];
  if (left !== undefined && beside.some(([, { data }]) => data.join() === left.data.join())) return true;
  const differs = (of: Fingerprint) => {
    const data = of[fn]?.[Number(probe)]?.[field]?.data ?? new Float64Array();
    return data.some((x) => x !== data[0]);
  };
  return differs(answer) && !differs(print);
}

/** With the line, where all changes that would do are on one; of a function written anew only where nothing smaller does. */
export function placed(diagnosis: Diagnosis | null, repaired: readonly Repaired[]): Told | null {
  if (diagnosis === null) return null;
  const smaller = repaired.filter(({ taken }) => !isRewritten(taken));
  const lines = new Set((smaller.length > 0 ? smaller : repaired).map(({ line }) => line));
  const [line] = lines;
  if (lines.size !== 1 || line === undefined) return { ...diagnosis, lines: [...lines] };
  return { ...diagnosis, at: { file: "answer.ts", line, column: 1 } };
}

/** A whole function in place of one: it stands at its head, wherever in it the slip is. */
const isRewritten = ({ slip }: KnownSlip): boolean => slip.id.endsWith("-off");
