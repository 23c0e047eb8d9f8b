import type { Runner } from "#lib/core/runner.ts";
import { type CodePart, type Exercise, fileOf } from "../../exercise/index.ts";
import { type Mutant, slipMutants } from "../../slip/index.ts";
import type { KnownSlip } from "./explain.ts";
import { mutantPrints } from "./mutant-prints.ts";
import { differing } from "./places.ts";
import { type Fingerprint, fingerprint } from "./probes.ts";

const cache = new Map<string, Promise<readonly KnownSlip[]>>();
/** Sources whose slips are kept, the last ones asked for: a few megabytes each. */
const KEPT = 40;

/** Mutants of one source; more are left out, evenly over all. */
export const MOST_MUTANTS = 600;

/**
 * What every slip in one of an exercise's right answers (the solution, an alternative) computes on the probes. Computed in the
 * trusted place, once per exercise version, file and process.
 */
export function knownSlips(
  runner: Runner,
  exercise: Exercise,
  part: CodePart,
  file: string,
): Promise<readonly KnownSlip[]> {
  const key = `${exercise.hash}/${part.id}/${file}`;
  const found = cache.get(key);
  if (found !== undefined) {
    cache.delete(key);
    cache.set(key, found);
    return found;
  }
  const source = fileOf(exercise, file);
  const made = slipsIn(runner, exercise.hash, part, source, slipMutants(source));
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  if (cache.size > KEPT) cache.delete(cache.keys().next().value as string);
  return made;
}

/** What mutants of a source compute, those that compute what it does and those that end with an error left out. */
export async function slipsIn(
  runner: Runner,
  hash: string,
  part: CodePart,
  source: string,
  mutants: readonly Mutant[],
): Promise<readonly KnownSlip[]> {
  const print = await fingerprint(runner, part, hash, source, "trusted");
  const taken = spread(mutants, MOST_MUTANTS);
  const prints = await mutantPrints(runner, part, hash, { source, print }, taken);
  return taken.flatMap(({ slip, code }, i): KnownSlip[] => {
    const made = prints[i] as Fingerprint;
    const differs = Object.keys(print).some((fn) => differing(print, made, fn).length > 0);
    return slip === null || !differs ? [] : [{ slip, code, print: sharing(print, made) }];
  });
}

/** The same results, with the right answer's own tensors where a slip leaves them as they are: most are, and there are many slips. */
function sharing(right: Fingerprint, made: Fingerprint): Fingerprint {
  return Object.fromEntries(
    Object.entries(made).map(([fn, probes]) => [
      fn,
      probes.map((fields, k) => {
        const own = right[fn]?.[k] ?? null;
        if (fields === null || own === null) return fields;
        return Object.fromEntries(
          Object.entries(fields).map(([name, tensor]) => {
            const same = own[name];
            return [
              name,
              same !== undefined && same.data.join() === tensor.data.join() && same.shape.join() === tensor.shape.join()
                ? same
                : tensor,
            ];
          }),
        );
      }),
    ]),
  );
}

export function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)] as T);
}
