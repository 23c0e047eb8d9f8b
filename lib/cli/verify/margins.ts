import { readFile, writeFile } from "node:fs/promises";
import { RUN_HASH } from "#generated/engine-hash.ts";
import type { Runner } from "#lib/core/runner.ts";
import { type CodePart, type Exercise, fileOf, sha256 } from "#lib/grading/exercise/index.ts";
import { trainedSeeds } from "#lib/grading/grader/index.ts";
import { passProbability } from "./binomial.ts";
import { type Finding, holds, misses } from "./finding.ts";

const SEEDS = 100;
const SOLUTION = 0.999;
const MISTAKE = 0.001;

/** How many of 100 seeds reach the threshold, and how probable it is then to pass the check. */
export type Margin = {
  readonly reached: number;
  readonly of: number;
  readonly passes: number;
  /** Of all that decides `reached`: source, data, settings, engine. Equal keys are not measured again. */
  readonly key: string;
};
export type Proof = {
  readonly exercise: string;
  /** Interpreter, kernel, harness and draws: whatever decides the numbers of a run. */
  readonly run: string;
  readonly training: {
    readonly [partAndCheck: string]: {
      readonly solution: Margin;
      readonly mistakes: { readonly [id: string]: Margin };
    };
  };
};

type Told = Finding & { readonly part: string };
type TrainsCheck = Extract<CodePart["checks"][number], { trains: unknown }>;

/** The margins of training checks: measured with `full` and kept in proof.json; else read from there, and missing where stale. */
export async function* margins(exercise: Exercise, runner: Runner, path: string, full: boolean): AsyncGenerator<Told> {
  const checks = trainingChecks(exercise);
  if (checks.length === 0) return;
  let proof = await readProof(path);
  if (full) {
    proof = await measure(exercise, runner, checks, proof);
    await writeFile(path, `${JSON.stringify(proof, null, 2)}\n`);
  }
  if (proof === null || isStale(proof, exercise)) {
    yield {
      ...misses(
        "training margins over 100 seeds",
        "proof.json is missing or older than the exercise. Run verify --full.",
      ),
      part: exercise.spec.slug,
    };
    return;
  }
  for (const { part, check } of checks) yield* judge(part, check, proof);
}

export const isStale = (proof: Proof, exercise: Exercise): boolean =>
  proof.exercise !== exercise.hash || proof.run !== RUN_HASH;

export function trainingChecks(exercise: Exercise): { readonly part: CodePart; readonly check: TrainsCheck }[] {
  return exercise.spec.parts.flatMap((part) =>
    part.kind === "code" ? part.checks.flatMap((check) => ("trains" in check ? [{ part, check }] : [])) : [],
  );
}

export async function readProof(path: string): Promise<Proof | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Proof;
  } catch {
    return null;
  }
}

async function measure(
  exercise: Exercise,
  runner: Runner,
  checks: ReturnType<typeof trainingChecks>,
  before: Proof | null,
): Promise<Proof> {
  const known = new Map(
    Object.values(before?.training ?? {})
      .flatMap(({ solution, mistakes }) => [solution, ...Object.values(mistakes)])
      .map((margin) => [margin.key, margin.reached]),
  );
  const training: { [key: string]: Proof["training"][string] } = {};
  for (const { part, check } of checks) {
    const { pass, of_seeds } = check.trains;
    const of = async (file: string): Promise<Margin> => {
      const key = keyOf(exercise, part, check, fileOf(exercise, file));
      const reached =
        known.get(key) ?? (await trainedSeeds(exercise, part, check, fileOf(exercise, file), runner, SEEDS));
      return { reached, of: SEEDS, passes: passProbability(reached, SEEDS, pass, of_seeds), key };
    };
    const solution = await of(part.solution);
    const mistakes: { [id: string]: Margin } = {};
    for (const { id, file, failsTraining } of part.mistakes) if (failsTraining) mistakes[id] = await of(file);
    training[`${part.id}/${check.id}`] = { solution, mistakes };
  }
  return { exercise: exercise.hash, run: RUN_HASH, training };
}

/** How many seeds pass and of how many is asked later, so it does not decide who reaches the threshold. */
function keyOf(exercise: Exercise, part: CodePart, { trains }: TrainsCheck, source: string): string {
  const { pass: _pass, of_seeds: _of, ...settings } = trains;
  const data = part.data[trains.data];
  const csv = data === undefined ? "" : fileOf(exercise, data.file);
  return sha256(
    JSON.stringify([RUN_HASH, SEEDS, settings, data, csv, part.cases.values, part.functions, source]),
  ).slice(0, 16);
}

function* judge(part: CodePart, { id }: TrainsCheck, { training }: Proof): Generator<Told> {
  const found = training[`${part.id}/${id}`];
  if (found === undefined) return;
  const at = part.id;
  const words = ({ reached, of, passes }: Margin) =>
    `${reached} of ${of} seeds reach it, so the check is passed with probability ${passes.toPrecision(4)}`;
  const solved = `the solution passes ${id} with probability at least ${SOLUTION}`;
  yield {
    ...(found.solution.passes >= SOLUTION
      ? holds(solved, words(found.solution))
      : misses(solved, words(found.solution))),
    part: at,
  };
  for (const mistake of part.mistakes) {
    const margin = found.mistakes[mistake.id];
    if (margin === undefined || !mistake.failsTraining) continue;
    const told = `${mistake.id} passes ${id} with probability at most ${MISTAKE}`;
    yield { ...(margin.passes <= MISTAKE ? holds(told, words(margin)) : misses(told, words(margin))), part: at };
  }
}
