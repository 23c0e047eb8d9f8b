import { RUN_HASH } from "#generated/engine-hash.ts";
import type { Runner } from "#lib/core/runner.ts";
import { type CodePart, type Exercise, fileOf, sha256 } from "#lib/grading/exercise/index.ts";
import { trainedSeeds } from "#lib/grading/grader/index.ts";
import { passProbability } from "./binomial.ts";
import { type Finding, holds, misses, type Told } from "./finding.ts";
import type { Margin, Proof, Training } from "./proof.ts";

const SEEDS = 100;
const SOLUTION = 0.999;
const MISTAKE = 0.001;

type TrainsCheck = Extract<CodePart["checks"][number], { trains: unknown }>;
type Trained = { readonly part: CodePart; readonly check: TrainsCheck };

/** Where measured numbers are kept between runs, by key. */
export type Kept = {
  readonly read: (key: string) => Promise<number | null>;
  readonly write: (key: string, reached: number) => Promise<void>;
};

/**
 * The margins of all training checks over 100 seeds, solution and mistakes side by side. What `before` or `kept` has under the same
 * key is taken from there, so that another wording measures nothing again.
 */
export async function measure(
  exercise: Exercise,
  runner: Runner,
  before: Proof | null,
  kept: Kept,
): Promise<{ readonly training: Training; readonly measured: number }> {
  const known = new Map(
    Object.values(before?.training.checks ?? {})
      .flatMap(({ solution, mistakes }) => [solution, ...Object.values(mistakes)])
      .map(({ key, reached }) => [key, reached]),
  );
  let measured = 0;
  const marginOf = async ({ part, check }: Trained, file: string): Promise<Margin> => {
    const source = fileOf(exercise, file);
    const key = keyOf(exercise, part, check, source);
    let reached = known.get(key) ?? (await kept.read(key));
    if (reached === null) {
      reached = await trainedSeeds(exercise, part, check, source, runner, SEEDS);
      measured++;
      await kept.write(key, reached);
    }
    const { pass, of_seeds } = check.trains;
    return { reached, of: SEEDS, passes: passProbability(reached, SEEDS, pass, of_seeds), key };
  };
  const checks = await Promise.all(
    trainingChecks(exercise).map(async (one) => {
      const failing = one.part.mistakes.filter(({ failsTraining }) => failsTraining);
      const [solution, ...others] = await Promise.all(
        [one.part.solution, ...failing.map(({ file }) => file)].map((file) => marginOf(one, file)),
      );
      const mistakes = Object.fromEntries(failing.map(({ id }, k) => [id, others[k] as Margin]));
      return [`${one.part.id}/${one.check.id}`, { solution: solution as Margin, mistakes }] as const;
    }),
  );
  return { training: { run: RUN_HASH, checks: Object.fromEntries(checks) }, measured };
}

/** What is demanded of the margins: the solution all but always passes, a mistake that is declared to fail all but never. */
export function* judgeMargins(exercise: Exercise, { checks }: Training): Generator<Told> {
  for (const { part, check } of trainingChecks(exercise)) {
    const found = checks[`${part.id}/${check.id}`];
    const solved = `the solution passes ${check.id} with probability at least ${SOLUTION}`;
    yield { ...judged("solution", solved, found?.solution, (p) => p >= SOLUTION), part: part.id };
    for (const { id, failsTraining } of part.mistakes) {
      if (!failsTraining) continue;
      const told = `${id} passes ${check.id} with probability at most ${MISTAKE}`;
      yield { ...judged("mistake", told, found?.mistakes[id], (p) => p <= MISTAKE), part: part.id };
    }
  }
}

function judged(
  about: "solution" | "mistake",
  what: string,
  margin: Margin | undefined,
  suffices: (passes: number) => boolean,
): Finding {
  if (margin === undefined) return misses(about, what, "This was not measured.");
  const { reached, of, passes } = margin;
  const words = `${reached} of ${of} seeds reach it, so the check is passed with probability ${passes.toPrecision(4)}`;
  return suffices(passes) ? holds(about, what, words) : misses(about, what, words);
}

const trainingChecks = (exercise: Exercise): Trained[] =>
  exercise.spec.parts.flatMap((part) =>
    part.kind === "code" ? part.checks.flatMap((check) => ("trains" in check ? [{ part, check }] : [])) : [],
  );

/** How many seeds pass and of how many is asked later, so it does not decide who reaches the threshold. */
function keyOf(exercise: Exercise, part: CodePart, { trains }: TrainsCheck, source: string): string {
  const { pass: _pass, of_seeds: _of, ...settings } = trains;
  const data = part.data[trains.data];
  const csv = data === undefined ? "" : fileOf(exercise, data.file);
  return sha256(
    JSON.stringify([RUN_HASH, SEEDS, settings, data, csv, part.cases.values, part.functions, source]),
  ).slice(0, 16);
}
