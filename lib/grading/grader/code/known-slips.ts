import type { Runner } from "#lib/core/runner.ts";
import { type CodePart, type Exercise, fileOf } from "../../exercise/index.ts";
import { evenly, type Mutant, slipMutants } from "../../slip/index.ts";
import type { KnownSlip } from "./explain.ts";
import { decodePrints, encodePrints, type PrintsOf, printStore } from "./kept-prints.ts";
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
 * trusted place once per exercise version and file, where the process keeps prints (`keepPrintsIn`), else once per process.
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
  const made = keptOrMade(runner, exercise, part, file);
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  if (cache.size > KEPT) cache.delete(cache.keys().next().value as string);
  return made;
}

async function keptOrMade(
  runner: Runner,
  exercise: Exercise,
  part: CodePart,
  file: string,
): Promise<readonly KnownSlip[]> {
  const source = fileOf(exercise, file);
  const taken = evenly(slipMutants(source), MOST_MUTANTS);
  const of: PrintsOf = { exercise: exercise.hash, part: part.id, file };
  const bytes = (await printStore()?.read(of)) ?? null;
  const kept = bytes && decodePrints(bytes, taken.length);
  if (kept) return named(taken, kept);
  const prints = await printsOf(runner, exercise.hash, part, source, taken);
  await printStore()?.write(of, encodePrints(prints));
  return named(taken, prints);
}

/** What mutants of a source compute, those that compute what it does and those that end with an error left out. */
export async function slipsIn(
  runner: Runner,
  hash: string,
  part: CodePart,
  source: string,
  mutants: readonly Mutant[],
): Promise<readonly KnownSlip[]> {
  const taken = evenly(mutants, MOST_MUTANTS);
  return named(taken, await printsOf(runner, hash, part, source, taken));
}

/** Per mutant what it computes; null for one that computes what the source does. */
async function printsOf(
  runner: Runner,
  hash: string,
  part: CodePart,
  source: string,
  mutants: readonly Mutant[],
): Promise<readonly (Fingerprint | null)[]> {
  const print = await fingerprint(runner, part, hash, source, "trusted");
  const prints = await mutantPrints(runner, part, hash, { source, print }, mutants);
  return prints.map((made) =>
    Object.keys(print).some((fn) => differing(print, made, fn).length > 0) ? sharing(print, made) : null,
  );
}

const named = (mutants: readonly Mutant[], prints: readonly (Fingerprint | null)[]): readonly KnownSlip[] =>
  mutants.flatMap(({ slip, code }, i): KnownSlip[] => {
    const print = prints[i] ?? null;
    return slip === null || print === null ? [] : [{ slip, code, print }];
  });

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
