import { ENGINE_HASH } from "#generated/engine-hash.ts";
import type { Runner } from "#lib/core/runner.ts";
import { isTensorValue } from "#lib/core/value.ts";
import {
  drawVariant,
  type Exercise,
  type PublicExercise,
  publicExercise,
  type Variant,
} from "#lib/grading/exercise/index.ts";
import { keepPrintsIn, publishExamples } from "#lib/grading/grader/index.ts";
import { createPoolRunner } from "#lib/grading/sandbox/node.ts";
import type { GivenValues } from "../views.ts";
import { keptPrints } from "./kept-prints.ts";

/** The engine of this process; a job names the one that may grade it. */
export const engineHash: string = ENGINE_HASH;

const shared = globalThis as {
  nablabRunner?: Runner & { readonly close: () => Promise<void> };
  nablabVariants?: Map<string, Promise<Variant>>;
  nablabPublic?: Map<string, Promise<PublicExercise>>;
};

/** The sandbox of this process: worker threads, started at the first run. */
export function runner(): Runner {
  return { run: (request, options) => startRunner().run(request, options) };
}

/** Starts the threads now, so that the first run does not wait for them. `keepsPrints`: its role may write down what slips compute. */
export function startRunner({ keepsPrints } = { keepsPrints: false }): Runner {
  if (!shared.nablabRunner) keepPrintsIn(keptPrints(engineHash, keepsPrints));
  shared.nablabRunner ??= createPoolRunner();
  return shared.nablabRunner;
}

export async function closeRunner(): Promise<void> {
  const open = shared.nablabRunner;
  delete shared.nablabRunner;
  await open?.close();
}

/** An exercise's numbers for one seed. Drawn once per process. */
export function variantOf(exercise: Exercise, seed: string): Promise<Variant> {
  shared.nablabVariants ??= new Map();
  return remembered(shared.nablabVariants, `${exercise.hash}:${seed}`, async () => {
    const drawn = await drawVariant(exercise, seed, runner());
    if (!drawn.ok) throw new Error(`${exercise.spec.slug}, variant ${seed}: ${drawn.error.message}`);
    return drawn.value;
  });
}

/** The public face of an exercise with its published examples. Made once per process. */
export function publicView(exercise: Exercise): Promise<PublicExercise> {
  shared.nablabPublic ??= new Map();
  return remembered(shared.nablabPublic, exercise.hash, async () =>
    publicExercise(exercise, await publishExamples(exercise, runner())),
  );
}

export function givenValues(variant: Variant): GivenValues {
  const plain = (value: Variant["given"][string][string]) =>
    isTensorValue(value) ? { shape: value.shape, data: [...value.data] } : { shape: [], data: [value] };
  return mapValues(variant.given, (part) => mapValues(part, plain));
}

const mapValues = <A, B>(record: { readonly [key: string]: A }, change: (value: A) => B): { [key: string]: B } =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** The last thousand are kept; what was rejected is tried anew. */
function remembered<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const there = kept.get(key);
  if (there) return there;
  const oldest = kept.keys().next();
  if (kept.size >= 1000 && !oldest.done) kept.delete(oldest.value);
  const made = make();
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}
