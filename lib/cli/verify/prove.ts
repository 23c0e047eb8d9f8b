import { PlatformFault, type Runner } from "#lib/core/runner.ts";
import { drawVariant, type Exercise, type Part, PRINTED, type Variant } from "#lib/grading/exercise/index.ts";
import { AuthorFault } from "#lib/grading/grader/index.ts";
import { Unusable } from "../unusable.ts";
import { proveCode } from "./code.ts";
import type { Proving } from "./context.ts";
import { EQUIVALENT, type Explained, equivalentOf } from "./equivalent.ts";
import { type Finding, misses, type Told } from "./finding.ts";
import { proveMutants } from "./mutants.ts";
import type { Mutated, Mutation } from "./mutation.ts";
import { proveChoice, proveDerivation, proveText } from "./others.ts";
import { loadComplaint } from "./runs.ts";
import { proveSheetMutants } from "./sheet-mutants.ts";
import { proveWorksheet } from "./worksheet.ts";

const VARIANTS = 20;
type Prover<K extends Part["kind"]> = (proving: Proving<K>) => AsyncGenerator<Finding>;
const PROVERS: { readonly [K in Part["kind"]]: Prover<K> } = {
  code: proveCode,
  worksheet: proveWorksheet,
  derivation: proveDerivation,
  choice: proveChoice,
  text: proveText,
};

/** Everything that is demanded of an exercise, the margins of training aside, part by part. */
export async function* proveExercise(exercise: Exercise, runner: Runner): AsyncGenerator<Told> {
  const unloaded = await unloadedSheets(exercise, runner);
  yield* unloaded;
  if (unloaded.length > 0) return;
  const variants = await drawVariants(exercise, runner);
  for (const part of exercise.spec.parts) {
    const prove = PROVERS[part.kind] as Prover<Part["kind"]>;
    try {
      for await (const finding of prove({ exercise, part, runner, variants })) yield { ...finding, part: part.id };
    } catch (error) {
      yield { ...misses("solution", "it can be graded", whyNot(error)), part: part.id };
    }
  }
}

/** Files of worksheets that do not even load, with the place; no numbers can be drawn and no field computed without them. */
async function unloadedSheets(exercise: Exercise, runner: Runner): Promise<Told[]> {
  const told: Told[] = [];
  for (const part of exercise.spec.parts) {
    if (part.kind !== "worksheet") continue;
    const files = [part.fields, part.variant ?? [], part.mistakes.map(({ file }) => file)].flat();
    for (const file of new Set(files)) {
      const stopped = await loadComplaint({ exercise, runner }, file);
      if (stopped !== null) told.push({ ...misses("solution", `${file} loads`, stopped), part: part.id });
    }
  }
  return told;
}

/** Why nothing can be said about a part: what cannot be used of what its author wrote, or the clock. Anything else is a bug and goes on. */
function whyNot(error: unknown): string {
  if (error instanceof AuthorFault) return error.message;
  if (error instanceof PlatformFault)
    return `${error.message}. Look for a loop without an end; on a busy machine, try again.`;
  throw error;
}

type Mutator<K extends Part["kind"]> = (
  proving: Proving<K>,
  rows: readonly Explained[],
  most?: number,
) => Promise<Mutated>;
/** Kinds of part whose answers are computed, and so can be computed with a slip. */
export const MUTATORS: { readonly [K in Part["kind"]]?: Mutator<K> } = {
  code: proveMutants,
  worksheet: proveSheetMutants,
};

/** Slips and plain changes (400 of a file, or `most`) in every solution and in every sheet's functions, against their checks. */
export async function mutateExercise(
  exercise: Exercise,
  runner: Runner,
  most?: number,
): Promise<{ readonly findings: readonly Told[]; readonly mutation: { readonly [partId: string]: Mutation } }> {
  const variants = await drawVariants(exercise, runner);
  const read = equivalentOf(exercise);
  const rows = typeof read === "string" ? [] : read;
  const findings: Told[] = [];
  const mutation: { [partId: string]: Mutation } = {};
  const idle = new Set(rows);
  for (const part of exercise.spec.parts) {
    const prove = MUTATORS[part.kind] as Mutator<Part["kind"]> | undefined;
    if (prove === undefined) continue;
    const found = await prove({ exercise, part, runner, variants }, rows, most);
    mutation[part.id] = found.mutation;
    for (const row of found.used) idle.delete(row);
    findings.push(...found.findings.map((finding) => ({ ...finding, part: part.id })));
  }
  const [first] = Object.keys(mutation);
  if (first === undefined) return { findings, mutation };
  const about = (what: string, detail: string) => findings.push({ ...misses("mutant", what, detail), part: first });
  if (typeof read === "string") about(`${EQUIVALENT} can be read`, read);
  if (Object.values(mutation).every(({ tried, unread, of }) => tried + unread === of))
    for (const { line } of idle)
      about(`${EQUIVALENT} explains what there is`, `No unnoticed change makes this line: ${line}`);
  return { findings, mutation };
}

/** The printed numbers, then drawn ones. */
async function drawVariants(exercise: Exercise, runner: Runner): Promise<Variant[]> {
  const seeds = [PRINTED, ...Array.from({ length: VARIANTS }, (_, k) => String(k + 1))];
  return Promise.all(
    seeds.map(async (seed) => {
      const drawn = await drawVariant(exercise, seed, runner);
      if (!drawn.ok) throw new Unusable(drawn.error.message);
      return drawn.value;
    }),
  );
}
