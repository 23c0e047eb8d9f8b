import { type Check, fileOf } from "../../exercise/index.ts";
import { evenly, furtherRepairsOf, repairsOf } from "../../slip/index.ts";
import type { Fields } from "../tensor-values.ts";
import { type Compared, isAsked } from "./explain.ts";
import { OWN, planOf, whole } from "./many-cases.ts";
import { type MutantResults, mutantPrints, mutantResults, reaches } from "./mutant-prints.ts";
import { offIn } from "./off.ts";
import type { Repaired } from "./placed.ts";
import { differing, isCounted } from "./places.ts";
import { fieldsOf } from "./table.ts";
import type { AnswerPlace } from "./told.ts";

/** How many right results have to differ from one another. */
const KINDS = 3;
/** Changes that are tried on a few cases that are off, and those that are tried on all. */
const SHOWN = 3;
const MOST = 720;
const TRIED = 32;

/**
 * Changes of an answer that make right a check of which the probes do not tell: its results are whole numbers, which a change may meet
 * by chance, or it asks for something rare, such as a rate of 0. They have to hold on many cases of the check's own kind, and of the
 * usual kind, whose right results differ.
 */
export async function onManyCases(
  place: AnswerPlace,
  compared: Compared,
  before: ReadonlySet<string>,
  check: Check,
): Promise<readonly Repaired[]> {
  const { runner, exercise, part, source } = place;
  const plan = planOf(place, check);
  const [fn] = plan.map((row) => row.fn);
  if (plan.length === 0 || fn === undefined) return [];
  const solution = fileOf(exercise, part.solution);
  const [right] = await mutantResults(runner, part, solution, plan, [whole(solution)]);
  const [yours] = await mutantResults(runner, part, source, plan, [whole(source)], "guest");
  if (right === undefined || yours === undefined) return [];
  const fields = fieldsOf(check);
  const calls = plan.flatMap((row, i) => row.calls.map((call, k) => ({ fn, call, i, k })));
  const holds = (made: MutantResults, { i, k }: { readonly i: number; readonly k: number }, at = { i, k }): boolean => {
    const [a, b] = [right[i]?.[k] ?? null, made[at.i]?.[at.k] ?? null];
    if (a === null || b === null) return a === b;
    const off = differing({ [fn]: [a] }, { [fn]: [b] }, fn).filter((one) => !isCounted(one));
    return !off.some(({ field }) => isAsked(field, fields));
  };
  const kinds = new Set(calls.map(({ i, k }) => numbersOf(right[i]?.[k] ?? null, fields)));
  const off = calls.filter((one) => !holds(yours, one)).slice(0, SHOWN);
  if (off.length === 0 || kinds.size < KINDS) return [];
  const reach = reaches(source, [fn]);
  const all = [...repairsOf(source), ...furtherRepairsOf(source)].filter(({ homes }) => reach(fn, homes));
  const tried = evenly(all, MOST);
  const few = [{ fn, calls: off.map(({ call }) => call) }];
  const first = await mutantResults(runner, part, source, few, tried, "guest", OWN);
  const likely = tried
    .filter((_, j) => off.every((one, k) => holds(first[j] as MutantResults, one, { i: 0, k })))
    .slice(0, TRIED);
  if (likely.length === 0) return [];
  const results = await mutantResults(runner, part, source, plan, likely, "guest", OWN);
  const sure = likely.filter((_, j) => calls.every((each) => holds(results[j] as MutantResults, each)));
  if (sure.length === 0) return [];
  const prints = await mutantPrints(runner, part, exercise.hash, { source, print: compared.answer }, sure, "guest");
  const repaired = sure.flatMap(({ slip, code, line }, j): Repaired[] => {
    const print = prints[j];
    return slip === null || print === undefined
      ? []
      : [{ taken: { slip, code, print }, line, print, off: offIn(compared, print) }];
  });
  return repaired.filter(({ off }) => [...off].every((key) => before.has(key)));
}

const numbersOf = (fields: Fields | null, asked: readonly string[] | undefined): string =>
  Object.entries(fields ?? {})
    .filter(([field]) => isAsked(field, asked))
    .map(([field, { data }]) => `${field}=${[...data].join()}`)
    .join(";");
