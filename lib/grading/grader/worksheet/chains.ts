import type { Runner } from "#lib/core/runner.ts";
import type { Exercise, Variant, WorksheetPart } from "../../exercise/index.ts";
import { chainOf, type FieldValues, mistakeChain } from "./chain.ts";

/** The values of all fields under a variant, right or with a mistake carried through. For `verify` and for solutions shown. */
export function fieldChains(exercise: Exercise, part: WorksheetPart, variant: Variant, runner: Runner) {
  const given = variant.given[part.id];
  if (given === undefined) throw new Error(`the variant has no values for ${part.id}`);
  return {
    right: (): Promise<FieldValues> => chainOf(exercise, part, given, runner).right({}),
    mistaken: async (file: string): Promise<FieldValues> =>
      (await mistakeChain(exercise, part, file, given, runner)).values({}),
  };
}
