import { PlatformFault, type Runner, type Tape } from "#lib/core/runner.ts";
import { type Case, type CodePart, endedWords, seed32 } from "../../exercise/index.ts";
import { AuthorFault, TRUSTED } from "../trusted.ts";
import type { CodeContext } from "./context.ts";
import { type Derivative, derivativeCalls, readDerivative } from "./own-derivative.ts";

/** What three witnesses are compared by: a gradient beside central differences, and the tape of the loss. */
export type Witnessed = Derivative & {
  readonly tape: {
    readonly tape: Tape /** Names of the loss's arguments in order. */;
    readonly args: readonly string[];
  } | null;
};

/** Runs a gradient, the loss at nudges, and the loss with its operations recorded, in the trusted place. For `verify`. */
export async function gradientWitnesses(
  runner: Runner,
  part: CodePart,
  source: string,
  { loss, gradient }: { readonly loss: string; readonly gradient: string },
  cases: readonly Case[],
): Promise<readonly Witnessed[]> {
  const context = { part: { ...part, data: {} } } as unknown as CodeContext;
  const found: Witnessed[] = [];
  for (const one of cases) {
    const [first, base, ...nudges] = derivativeCalls(context, { loss, gradient, calls: {} }, one);
    if (first === undefined || base === undefined) throw new Error("there are no calls to compare");
    const calls = [first, base, ...nudges, { ...base, tape: true }];
    const files = [{ name: "solution.ts", source }];
    const outcome = await runner.run({
      place: "trusted",
      files,
      calls,
      budget: TRUSTED,
      seed: seed32(`witness:${one.k}`),
    });
    if (outcome.status === "killed") throw new PlatformFault("trusted code was stopped by the clock");
    if (outcome.status !== "ok") throw new AuthorFault(`${loss} or ${gradient}: ${endedWords(outcome, "solution.ts")}`);
    const recorded = outcome.results.at(-1)?.tape ?? null;
    const tape = recorded === null ? null : { tape: recorded, args: part.functions[loss]?.args ?? [] };
    found.push({ ...readDerivative(context, one, outcome.results.slice(0, -1)), tape });
  }
  return found;
}
