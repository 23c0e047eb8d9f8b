import type { Call } from "#lib/core/runner.ts";
import { type Check, type CodePart, drawCase, endedWords, fileOf, seed32 } from "#lib/grading/exercise/index.ts";
import { BUDGET } from "#lib/grading/grader/index.ts";
import type { Proving } from "./context.ts";

type Sources = Pick<Proving, "exercise" | "runner">;
type Options = { readonly [name: string]: number };

/** What keeps a file of the part from being loaded, with its place; a mistake may well throw later on. */
export const loadComplaint = (proving: Sources, file: string): Promise<string | null> => complaint(proving, file, []);

/** What keeps the functions of a file from coming to an end on the smallest case, training aside, with its place. */
export const runComplaint = (proving: Proving<"code">, file: string): Promise<string | null> =>
  complaint(proving, file, callsOf(proving.part));

async function complaint({ exercise, runner }: Sources, file: string, calls: readonly Call[]): Promise<string | null> {
  const files = [{ name: file, source: fileOf(exercise, file) }];
  const outcome = await runner.run({ place: "trusted", files, calls, budget: BUDGET, seed: seed32(`runs:${file}`) });
  return outcome.status === "ok" ? null : endedWords(outcome, file);
}

/** One call of every function whose arguments are all known: drawn, or options that a check names. */
function callsOf(part: CodePart): Call[] {
  const { values } = drawCase(part.cases, "verify:runs", 0);
  return Object.entries(part.functions).flatMap(([fn, { args }]) => {
    const given = args.map((name) => (name === "options" ? optionsOf(part.checks, fn) : values[name]));
    const known = given.filter((value) => value !== undefined);
    return known.length === given.length ? [{ fn, args: known, returns: "any" as const }] : [];
  });
}

function optionsOf(checks: readonly Check[], fn: string): Options | undefined {
  const named = checks.flatMap((check) => {
    const row = "steps" in check ? check.steps : "property" in check ? check.property : null;
    return row?.of === fn && row.options !== undefined ? [row.options] : [];
  });
  return named[0];
}
