import type { Runner } from "#lib/core/runner.ts";
import { type Exercise, fileOf, type Variant, type WorksheetPart } from "../../exercise/index.ts";
import { evenly, type Mutant, operatorMutants, slipMutants } from "../../slip/index.ts";
import { AuthorFault } from "../trusted.ts";
import { chainOf, effortOf, type FieldValues, type Given, mutantsIn } from "./chain.ts";
import { nearby } from "./run-slips.ts";

/** Changes of one sheet's functions that are tried; more are left out, evenly over all kinds. */
const MOST = 400;

/** Changes in one run: a fresh interpreter costs more than most of them do. */
const TOGETHER = 40;

/** A change of a sheet's functions, carried through the whole sheet. */
export type SheetMutant = {
  readonly mutant: Mutant;
  /** Its fields under each variant; null where it comes to none that could be entered. */
  readonly made: readonly (FieldValues | null)[];
  /** It computes the same under the variants and elsewhere, so that no number tells it from the right functions. */
  readonly isSame: boolean;
};

/** Every slip and every plain operator in the functions of a sheet. `of`: how many there are, where not all were tried. */
export async function mutateSheet(
  exercise: Exercise,
  part: WorksheetPart,
  variants: readonly Variant[],
  runner: Runner,
  most = MOST,
): Promise<{ readonly of: number; readonly tried: readonly SheetMutant[] }> {
  const source = fileOf(exercise, part.fields);
  const all = distinct([...slipMutants(source), ...operatorMutants(source)]);
  const mutants = evenly(all, most);
  const givens = variants.map(({ given }) => given[part.id] as Given);
  const places = [...givens, ...(await elsewhere(exercise, part, givens, runner))];
  const right = await Promise.all(
    places.map(async (given) => (await chainOf(exercise, part, given, runner).rightOfEach([{}]))[0] as FieldValues),
  );
  const effort = await effortOf(exercise, part, places, runner);
  const tried: SheetMutant[] = [];
  for (let from = 0; from < mutants.length; from += TOGETHER) {
    const some = mutants.slice(from, from + TOGETHER);
    const made = await mutantsIn(exercise, part, some, places, runner, effort);
    for (const [i, mutant] of some.entries()) {
      const mine = (made[i] as readonly (FieldValues | null)[]).map((one, k) =>
        enterable(one, right[k] as FieldValues),
      );
      const isSame = places.length > givens.length && mine.every((one, k) => alike(one, right[k] as FieldValues));
      tried.push({ mutant, made: mine.slice(0, givens.length), isSame });
    }
  }
  return { of: all.length, tried };
}

/** Given values that nobody has, larger ones and smaller ones, where the functions give numbers all the same. */
async function elsewhere(
  exercise: Exercise,
  part: WorksheetPart,
  [printed = {}]: readonly Given[],
  runner: Runner,
): Promise<Given[]> {
  const found: Given[] = [];
  for (const given of [nearby(printed), nearby(printed, [0.7, 0.95])]) {
    try {
      const [values] = await chainOf(exercise, part, given, runner).rightOfEach([{}]);
      if (Object.values(values ?? {}).every(({ data }) => data.every(Number.isFinite))) found.push(given);
    } catch (error) {
      if (!(error instanceof AuthorFault)) throw error;
    }
  }
  return found;
}

/** Of another number of entries a field does not go into its grid. */
const enterable = (made: FieldValues | null, right: FieldValues): FieldValues | null =>
  made !== null && Object.entries(right).every(([id, { data }]) => made[id]?.data.length === data.length) ? made : null;

const alike = (made: FieldValues | null, right: FieldValues): boolean =>
  made !== null &&
  Object.entries(right).every(([id, { data }]) => data.every((x, i) => near(x, made[id]?.data[i] as number)));

/** Computed in another order, a value differs in its last bits. */
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));

/** One of each text. */
function distinct(mutants: readonly Mutant[]): Mutant[] {
  return [...new Map(mutants.map((one) => [one.code.replace(/\s+/g, " "), one] as const).reverse()).values()].reverse();
}
