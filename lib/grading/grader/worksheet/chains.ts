import type { Runner } from "#lib/core/runner.ts";
import type { Exercise, Variant, WorksheetPart } from "../../exercise/index.ts";
import { chainOf, type FieldValues, mistakesIn, whyNothing } from "./chain.ts";
import { type Claim, type Compared, differencesOf } from "./differences.ts";

/** The values of all fields under a variant, right or with a mistake carried through. For `verify` and for solutions shown. */
export function fieldChains(exercise: Exercise, part: WorksheetPart, variant: Variant, runner: Runner) {
  const given = variant.given[part.id];
  if (given === undefined) throw new Error(`the variant has no values for ${part.id}`);
  const chain = chainOf(exercise, part, given, runner);
  return {
    right: async (): Promise<FieldValues> => (await chain.rightOfEach([{}]))[0] as FieldValues,
    reads: chain.reads,
    differences: (claims: readonly Claim[]): Promise<readonly Compared[]> => differencesOf(chain, given, claims),
    mistaken: async (file: string): Promise<FieldValues> => {
      const [mistake] = await mistakesIn(exercise, part, [file], given, {}, runner);
      if (!mistake?.exact) throw await whyNothing(exercise, part, file, given, runner);
      return mistake.exact;
    },
  };
}
