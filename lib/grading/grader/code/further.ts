import type { Check } from "../../exercise/index.ts";
import { evenly, furtherRepairsOf, type Mutant } from "../../slip/index.ts";
import type { Compared } from "./explain.ts";
import { likely } from "./likely.ts";
import { rightOnManyCases } from "./many-cases.ts";
import { mutantPrints, reaches } from "./mutant-prints.ts";
import { askedOf, isSure, offIn } from "./off.ts";
import { placed, type Repaired } from "./placed.ts";
import { digest } from "./probes.ts";
import { alone, isHuge, type Open } from "./repaired.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import { type AnswerPlace, type Told, toDiagnosis } from "./told.ts";
import { withUnstepped } from "./unstepped.ts";
import { onManyCases } from "./wide.ts";

/** Changes of an answer that are tried. */
const MOST = 560;
/** Checks that are asked on many cases. */
const WIDE = 3;

/**
 * What the nearest changes of an answer's text left open, asked of more of them: checks without a name, those that two slips would have
 * to explain, where one may do, and names without a line. What a check sees by whole numbers alone, or not on the probes at all, is
 * asked on many cases.
 */
export async function explainFurther(
  place: AnswerPlace,
  compared: Compared,
  open: readonly Open[],
  told: ReadonlyMap<Check, Told>,
): Promise<ReadonlyMap<Check, Told>> {
  const found = new Map<Check, Told>();
  if (isHuge(compared)) return found;
  const before = offIn(compared, compared.answer);
  const asked = (check: Check) => functionsOf(check).flatMap((fn) => askedOf(before, fn, fieldsOf(check)));
  // Where near changes on several lines would do, one that is further away does not say which it is.
  const left = open.filter(({ check, named }) => {
    const one = told.get(check);
    return one === undefined || (named === null && one.id.includes("+"));
  });
  const inReach = left.filter(({ check }) => asked(check).length > 0);
  if (inReach.length > 0) {
    const better = await betterOf(place, compared, inReach, before);
    for (const { check, named, told: hasName } of inReach) {
      const may = alone(compared, better, before, check, named !== null || hasName);
      const fits = named !== null || hasName ? may : await rightOnManyCases(place, check, may);
      if (fits.length === 0) continue;
      // A name that right answers have is kept: of what computes the same, a change further away says less.
      const one = placed(toDiagnosis([named ?? fits.map(({ taken }) => taken)]), fits);
      if (one !== null && (one.at !== null || (named === null && !hasName))) found.set(check, one);
    }
  }
  const unsure = left.filter(
    ({ check, named, told: hasName }) =>
      named === null &&
      !hasName &&
      !found.has(check) &&
      !told.has(check) &&
      !asked(check).some((key) => isSure(compared, key)),
  );
  for (const { check } of unsure.slice(0, WIDE)) {
    const fits = await onManyCases(place, compared, before, check);
    const one = fits.length === 0 ? null : placed(toDiagnosis([fits.map(({ taken }) => taken)]), fits);
    if (one !== null) found.set(check, one);
  }
  for (const { check, named } of open) {
    const one = found.get(check) ?? told.get(check) ?? (named === null ? null : toDiagnosis([named]));
    const more = one === null ? null : withUnstepped(place, compared, functionsOf(check), one);
    if (more !== null && more !== one) found.set(check, more);
  }
  return found;
}

/** The changes that make nothing worse. */
async function betterOf(
  place: AnswerPlace,
  compared: Compared,
  open: readonly Open[],
  before: ReadonlySet<string>,
): Promise<readonly Repaired[]> {
  const { runner, exercise, part, source } = place;
  const checks = open.map(({ check }) => check);
  const functions = [...new Set(checks.flatMap(functionsOf))];
  const reach = reaches(source, functions);
  const all = evenly(
    furtherRepairsOf(source).filter(({ homes }) => functions.some((fn) => reach(fn, homes))),
    MOST,
  );
  // Two slips are not looked for here, so that only what makes a check right at once is of use.
  const changes = await likely(place, compared, checks, all);
  if (changes.length === 0) return [];
  const own = { source, print: compared.answer };
  const prints = await mutantPrints(runner, part, exercise.hash, own, changes, "guest");
  return repairedOf(compared, changes, prints).filter(({ off }) => [...off].every((key) => before.has(key)));
}

/** Changes that compute something else than the answer, with what is still off. */
function repairedOf(
  compared: Compared,
  changes: readonly Mutant[],
  prints: readonly Repaired["print"][],
): readonly Repaired[] {
  const same = digest(compared.answer, compared.functions);
  return changes.flatMap(({ slip, code, line }, i): Repaired[] => {
    const print = prints[i];
    if (slip === null || print === undefined || digest(print, compared.functions) === same) return [];
    return [{ taken: { slip, code, print }, line, print, off: offIn(compared, print) }];
  });
}
