import type { Runner } from "#lib/core/runner.ts";
import type { Check, CodePart, Exercise } from "../../exercise/index.ts";
import { diagnoseChecks, knownMistakes } from "./diagnose.ts";
import { isAsked, wrongPlaces } from "./explain.ts";
import { knownSlips } from "./known-slips.ts";
import { before, differing, isCounted, shown } from "./places.ts";
import { type Fingerprint, fingerprint } from "./probes.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import { SAME_NUMBERS } from "./told.ts";

/** What diagnosis makes of a source, by the probes alone and without grading it. */
export type Measured = {
  /** Checks whose function is off on the probes. */
  readonly off: readonly Check[];
  /** A function ended with an error. */
  readonly ended: boolean;
  readonly told: readonly {
    readonly id: string;
    readonly names: readonly string[];
    readonly says: string;
    readonly line: number | null;
  }[];
  /** Ids of mistakes and slips that compute the same as the source in the function that a check is about and in those before it. */
  readonly alike: readonly string[];
};

/** Diagnosis of many answers to one part, for measuring it. */
export async function createDiagnosis(runner: Runner, exercise: Exercise, part: CodePart) {
  const known = await knownMistakes(runner, exercise, part);
  const slips = await knownSlips(runner, exercise, part, part.solution);
  const off = (answer: Fingerprint): Check[] => {
    const compared = { functions: known.functions, right: known.solution, answer, calls: () => true };
    return part.checks.filter(
      (check) =>
        !("trains" in check) &&
        !("property" in check) &&
        functionsOf(check).some((fn) => wrongPlaces(compared, fn).some(({ field }) => isAsked(field, fieldsOf(check)))),
    );
  };
  const equal = (a: Fingerprint, b: Fingerprint, fn: string): boolean =>
    [...before(known.functions, fn), { name: fn }].every(({ name }) =>
      shown(known.functions, b, name, differing(a, b, name)).every(isCounted),
    );
  const alikeUpTo = (answer: Fingerprint, fn: string): string[] => [
    ...known.mistakes.filter(({ print }) => equal(print, answer, fn)).map(({ id }) => `mistake:${id}`),
    ...slips.filter(({ print }) => equal(print, answer, fn)).map(({ slip }) => `slip:${slip.id}`),
  ];
  const of = async (source: string): Promise<Measured> => {
    const answer = await fingerprint(runner, part, exercise.hash, source, "guest");
    const ended = Object.values(answer).some((probes) => probes.includes(null));
    const checks = ended ? [] : off(answer);
    const told = await diagnoseChecks({ runner, exercise, part, source }, answer, checks);
    const seen = [...new Map([...told.values()].map((one) => [one.id, one])).values()];
    return {
      off: checks,
      ended,
      told: seen.map(({ id, name, says, at }) => ({
        id,
        says,
        line: at?.line ?? null,
        names: [...name.split(", and "), ...(says.split(SAME_NUMBERS)[1]?.replace(/\.$/, "").split("; ") ?? [])],
      })),
      alike: checks.flatMap((check) =>
        functionsOf(check)
          .slice(0, 1)
          .flatMap((fn) => alikeUpTo(answer, fn)),
      ),
    };
  };
  return { of };
}
