import { type Check, fileOf } from "../../exercise/index.ts";
import { authoredRepairs, evenly, type Mutant, ONCE_MORE, repairsOf } from "../../slip/index.ts";
import { countedBy } from "./counted.ts";
import type { Compared, Explanation, KnownSlip } from "./explain.ts";
import { likely } from "./likely.ts";
import { type AlikeOnManyCases, rightOnManyCases } from "./many-cases.ts";
import { mutantPrints, reaches } from "./mutant-prints.ts";
import { askedOf, isRight, isSure, isWrongBelow, offIn } from "./off.ts";
import { isHalfway, isLoose, isRewritten, placed, type Repaired } from "./placed.ts";
import { digest, type Fingerprint } from "./probes.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import { type AnswerPlace, inOrder, type Told, toDiagnosis, undoOneAnother } from "./told.ts";
import { withKnown } from "./with-known.ts";

/** Changes of an answer that are tried. */
const MOST = 480;

/** The id of changes that take an author's mistake back: they have no words of their own. */
const AUTHORED = "authored";

/** What an answer's own text shows, and what its numbers alone say of the same. */
const SAYS_MORE: { readonly [seen: string]: string } = { "two-too-many": "two-extra", "half-too-many": "half-extra" };

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
  { open, isAlike }: { readonly open: readonly Open[]; readonly isAlike: AlikeOnManyCases },
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
  const better = harmless.filter((one) => one.taken.slip.id !== AUTHORED && !isHalfway(one, before, source));
  for (const { check, named, told: hasName, twice } of inReach) {
    const own = hasName ? harmless : better;
    const may = alone(compared, own, before, check, hasName);
    const sure = named !== null || hasName ? may : await rightOnManyCases(place, check, may);
    const fits = countedBy(place, compared, check, sure);
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
            : await withKnown(compared, { better, before, isAlike }, known, check);
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
    const fits = better.filter(
      (one) => asked.every((place) => !one.off.has(place)) && (hasName || !isWrongBelow(compared, before, one, fn)),
    );
    const least = Math.min(...fits.map(({ off }) => off.size));
    const best = fits.filter(({ off }) => off.size === least);
    // A count in whose place another one does as well as none is that of the examples, and the other is 1.
    const isUndivided = best.some(({ taken }) => taken.slip === ONCE_MORE);
    if (best.length > 0 || hasName)
      return isUndivided ? best.filter(({ taken }) => taken.slip.id !== "other-count") : best;
  }
  return [];
}

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
