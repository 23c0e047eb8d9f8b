import { fileOf, type Variant } from "#lib/grading/exercise/index.ts";
import { mutateSheet, type SheetMutant } from "#lib/grading/grader/index.ts";
import { type Mutant, plainCode } from "#lib/grading/slip/index.ts";
import { gradePart, type Proving } from "./context.ts";
import type { Explained } from "./equivalent.ts";
import { type Mutated, mutated } from "./mutation.ts";
import { typedAs } from "./typed-as.ts";

/** Variants under which a change is tried. */
const VARIANTS = 7;

/**
 * Every slip and every plain change in the functions of a sheet, carried through as a person would, is noticed under most variants: one
 * may happen to hide it, but each student has only one. What computes the same is no slip.
 */
export async function proveSheetMutants(
  proving: Proving<"worksheet">,
  rows: readonly Explained[],
  most?: number,
): Promise<Mutated> {
  const { exercise, part, runner } = proving;
  const variants = part.variant === undefined ? proving.variants.slice(0, 1) : proving.variants.slice(0, VARIANTS);
  const { of, tried } = await mutateSheet(exercise, part, variants, runner, most);
  const others = tried.filter(({ isSame }) => !isSame);
  const survivors: Mutant[] = [];
  for (const one of others) if (!(await isNoticed(proving, variants, one))) survivors.push(one.mutant);
  return mutated(
    {
      file: part.fields,
      source: plainCode(fileOf(exercise, part.fields)),
      counts: { tried: others.length, of, unread: tried.length - others.length },
      survivors,
      instead: "Choose numbers that show it, or ask for more digits",
    },
    rows,
  );
}

/** Whether most variants notice it. As many as could decide are asked at a time. */
async function isNoticed(
  proving: Proving<"worksheet">,
  variants: readonly Variant[],
  { made }: SheetMutant,
): Promise<boolean> {
  const enough = Math.floor(variants.length / 2) + 1;
  let noticed = 0;
  for (let from = 0; from < variants.length && noticed < enough; ) {
    const next = variants.slice(from, from + enough - noticed);
    const seen = await Promise.all(
      next.map(async (variant, k) => {
        const values = made[from + k];
        if (!values) return true;
        const answer = typedAs(proving.part, values);
        return (await gradePart(proving, answer, variant, "verify", [], false)).verdict !== "correct";
      }),
    );
    noticed += seen.filter((one) => one).length;
    from += next.length;
  }
  return noticed >= enough;
}
