import { fileOf, type Variant } from "#lib/grading/exercise/index.ts";
import { mutate } from "#lib/grading/grader/index.ts";
import { type Mutant, plainCode } from "#lib/grading/slip/index.ts";
import { gradePart, type Proving } from "./context.ts";
import type { Explained } from "./equivalent.ts";
import { type Mutated, mutated } from "./mutation.ts";

/** Every slip and every plain change of the solution is noticed by the checks, or explained by a row of the exercise's folder. */
export async function proveMutants(
  proving: Proving<"code">,
  rows: readonly Explained[],
  most?: number,
): Promise<Mutated> {
  const { exercise, part, runner } = proving;
  const found = await mutate(exercise, part, runner, `verify:0:${part.id}`, most);
  const asked = found.unnoticed.filter(({ unread }) => !unread);
  const survivors: Mutant[] = [];
  for (const { mutant } of asked) if (!(await isNoticed(proving, mutant.code))) survivors.push(mutant);
  const unread = found.unnoticed.length - asked.length;
  return mutated(
    {
      file: part.solution,
      source: plainCode(fileOf(exercise, part.solution)),
      counts: { tried: found.tried - unread, of: found.of, unread },
      survivors,
      instead: "Add a check that sees it",
    },
    rows,
  );
}

/** Hidden seeds under which a change may be noticed: few cases of a check can happen to hide one. */
const SEEDS = 4;

/** Whether a check of any kind does not hold; training is run only where all others hold. */
async function isNoticed(proving: Proving<"code">, source: string): Promise<boolean> {
  const answer = { kind: "code" as const, source };
  const [variant] = proving.variants as readonly [Variant];
  for (let k = 0; k < SEEDS; k++) {
    const quick = await gradePart(proving, answer, variant, `verify:${k}`, ["trains"], false);
    if (quick.verdict !== "correct") return true;
  }
  if (!proving.part.checks.some((check) => "trains" in check)) return false;
  return (await gradePart(proving, answer, variant, "verify:0", [], false)).verdict !== "correct";
}
