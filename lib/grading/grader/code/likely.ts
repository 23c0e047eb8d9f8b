import type { Check } from "../../exercise/index.ts";
import type { Mutant } from "../../slip/index.ts";
import { type Compared, isAsked, wrongPlaces } from "./explain.ts";
import { mutantResults } from "./mutant-prints.ts";
import { probeCalls } from "./probes.ts";
import { fieldsOf, functionsOf } from "./table.ts";
import type { AnswerPlace } from "./told.ts";

/**
 * Of changes of an answer those that make right on the first probe what some check looks at there: few of hundreds, for a fraction of
 * the work that all functions on all probes are. What only leaves a known slip is not among them.
 */
export async function likely(
  { runner, exercise, part, source }: AnswerPlace,
  compared: Compared,
  checks: readonly Check[],
  changes: readonly Mutant[],
): Promise<readonly Mutant[]> {
  const functions = new Set(checks.flatMap(functionsOf));
  const plan = probeCalls(part, exercise.hash)
    .filter(({ fn }) => functions.has(fn))
    .map(({ fn, calls }) => ({ fn, calls: calls.slice(0, 1) }));
  const results = await mutantResults(runner, part, source, plan, changes, "guest");
  return changes.filter((_, i) =>
    plan.some(({ fn }, row) => {
      const made = results[i]?.[row]?.[0] ?? null;
      if (made === null) return false;
      const [, ...rest] = compared.right[fn] ?? [];
      const off = wrongPlaces({ ...compared, answer: { ...compared.right, [fn]: [made, ...rest] } }, fn);
      return checks.some(
        (check) => functionsOf(check).includes(fn) && !off.some(({ field }) => isAsked(field, fieldsOf(check))),
      );
    }),
  );
}
