import { join } from "node:path";
import type { Runner } from "#lib/core/runner.ts";
import { drawVariant, type Exercise, type Part, PRINTED, type Variant } from "#lib/grading/exercise/index.ts";
import { listExercises, loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { contentErrorLine, exercisesRoot, selectExercise } from "./content.ts";
import { DEADLINE_MS } from "./grade.ts";
import { Unusable } from "./unusable.ts";
import { proveCode } from "./verify/code.ts";
import type { Proving } from "./verify/context.ts";
import type { Finding } from "./verify/finding.ts";
import { margins } from "./verify/margins.ts";
import { proveChoice, proveDerivation, proveText } from "./verify/others.ts";
import { proveWorksheet } from "./verify/worksheet.ts";

const VARIANTS = 20;
type Prover<K extends Part["kind"]> = (proving: Proving<K>) => AsyncGenerator<Finding>;
const PROVERS: { readonly [K in Part["kind"]]: Prover<K> } = {
  code: proveCode,
  worksheet: proveWorksheet,
  derivation: proveDerivation,
  choice: proveChoice,
  text: proveText,
};

/** Verifies each exercise and prints its proof, line by line; the process ends with 1 where a line does not hold. */
export async function verify(
  slugs: readonly string[],
  { full = false, margins: only = false }: { full?: boolean; margins?: boolean },
): Promise<void> {
  const wanted = slugs.length > 0 ? slugs : await listExercises(exercisesRoot());
  const runner = createLocalRunner({ deadlineMs: DEADLINE_MS });
  for (const slug of wanted) {
    if (slugs.length > 0) await selectExercise(slug);
    const loaded = await loadExercise(join(exercisesRoot(), slug));
    if (!loaded.ok) {
      for (const error of loaded.error) console.log(`× ${contentErrorLine(slug, error)}`);
      process.exitCode = 1;
      continue;
    }
    console.log(`${slug} (${loaded.value.hash.slice(0, 8)})`);
    if (!only) for await (const finding of proveExercise(loaded.value, runner)) show(finding);
    for await (const finding of margins(loaded.value, runner, join(exercisesRoot(), slug, "proof.json"), full || only))
      show(finding);
  }
}

export async function* proveExercise(
  exercise: Exercise,
  runner: Runner,
): AsyncGenerator<Finding & { readonly part: string }> {
  const variants = await drawVariants(exercise, runner);
  for (const part of exercise.spec.parts) {
    const prove = PROVERS[part.kind] as Prover<Part["kind"]>;
    for await (const finding of prove({ exercise, part, runner, variants })) yield { ...finding, part: part.id };
  }
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

function show({ holds, what, detail, part }: Finding & { readonly part: string }): void {
  const told = detail === null ? "" : holds ? ` (${detail})` : `\n      ${detail.replaceAll("\n", "\n      ")}`;
  console.log(`  ${holds ? "✓" : "×"} ${part}: ${what}${told}`);
  if (!holds) process.exitCode = 1;
}
