import type { TensorValue } from "#lib/core/value.ts";
import { fileOf, PRINTED, type Variant, type WorksheetPart } from "#lib/grading/exercise/index.ts";
import { AuthorFault, fieldChains } from "#lib/grading/grader/index.ts";
import { parseAnswer } from "../answer-file.ts";
import { Unusable } from "../unusable.ts";
import { arrows } from "./arrows.ts";
import { gradePart, notAsDeclared, notFull, type Proving, seenOf } from "./context.ts";
import { derivatives } from "./derivatives.ts";
import { type Finding, holds, misses, unless } from "./finding.ts";
import { shapes } from "./shapes.ts";
import { typedAs } from "./typed-as.ts";

type FieldValues = { readonly [id: string]: TensorValue };

/** The right values have full marks, an empty sheet none, and each mistake, carried through, is named: under every variant. */
export async function* proveWorksheet(proving: Proving<"worksheet">): AsyncGenerator<Finding> {
  const { part, variants, exercise, runner } = proving;
  const chains = variants.map((variant) => fieldChains(exercise, part, variant, runner));
  // The printed numbers by themselves first: what ends a function otherwise than well is mostly the same under all.
  const printed = await (chains[0] as Chains).right();
  const computed = [printed, ...(await Promise.all(chains.slice(1).map((chain) => chain.right())))];
  const shaped = shapes(part, computed);
  yield shaped;
  // All that follows would only say the same in other words.
  if (!shaped.holds) return;
  yield* derivatives(proving, chains);
  yield* arrows(proving, chains[0] as Chains);
  const right = await Promise.all(
    variants.map(async (variant, k) => {
      const full = computed[k] as FieldValues;
      return notFull(await gradePart(proving, typedAs(part, full), variant, "verify"), `variant ${variant.seed}`);
    }),
  );
  yield unless("solution", `right values have full marks under ${variants.length} variants`, right.flat());
  const empty = await gradePart(proving, { kind: "worksheet", fields: {} }, variants[0] as Variant, "verify");
  yield empty.points === 0
    ? holds("starter", "an empty sheet has no points")
    : misses("starter", "an empty sheet has no points", `${empty.points} points`);
  yield unless("guard", "parameters that were not updated do not count", await notUpdated(proving, computed));
  for (const file of part.alternatives) yield await alternative(proving, file);
  for (const mistake of part.mistakes) {
    yield await named(proving, mistake, chains);
  }
}

async function named(
  proving: Proving<"worksheet">,
  mistake: WorksheetPart["mistakes"][number],
  chains: readonly Chains[],
): Promise<Finding> {
  const { part, variants } = proving;
  const what = `mistake ${mistake.id} is seen and named`;
  try {
    const reports = await Promise.all(
      variants.map(async (variant, k) => {
        const made = await (chains[k] as Chains).mistaken(mistake.file);
        return gradePart(proving, typedAs(part, made), variant, "verify");
      }),
    );
    const complaints = reports.flatMap((report, k) =>
      notAsDeclared(mistake, report, `variant ${(variants[k] as Variant).seed}`),
    );
    const seen = seenOf(mistake.id, reports[0] as (typeof reports)[number]);
    return { ...unless("mistake", what, complaints), seen };
  } catch (error) {
    // What a mistake throws is told, and the others are tried all the same.
    if (error instanceof AuthorFault) return misses("mistake", what, error.message);
    throw error;
  }
}

/** The printed numbers as someone else typed them. */
async function alternative(proving: Proving<"worksheet">, file: string): Promise<Finding> {
  const { exercise, part, variants } = proving;
  const what = `${file} has full marks`;
  try {
    const answer = parseAnswer(exercise, file, fileOf(exercise, file))[part.id] ?? null;
    if (answer === null) return misses("alternative", what, `It has no answer to ${part.id}.`);
    const report = await gradePart(proving, answer, variants[0] as Variant, "verify");
    return unless("alternative", what, notFull(report, `variant ${PRINTED}`));
  } catch (error) {
    if (error instanceof Unusable) return misses("alternative", what, error.message);
    throw error;
  }
}

type Chains = ReturnType<typeof fieldChains>;

async function notUpdated(proving: Proving<"worksheet">, computed: readonly FieldValues[]): Promise<string[]> {
  const { part, variants } = proving;
  const fields = part.lanes.flatMap((lane) => lane.fields).filter(({ change }) => change !== undefined);
  const complaints = await Promise.all(
    variants.map(async (variant, k) => {
      const full = computed[k] as FieldValues;
      const given = variant.given[part.id] ?? {};
      const kept = Object.fromEntries(fields.map(({ id, change }) => [id, given[change as string] as TensorValue]));
      const report = await gradePart(proving, typedAs(part, { ...full, ...kept }), variant, "verify");
      const cells = report.checks.flatMap(({ evidence }) => (evidence?.kind === "cells" ? [evidence.fields] : []));
      return cells.flatMap((states) =>
        fields
          .filter(({ id }) => (states[id] ?? []).some((state) => state === "right" || state === "follows"))
          .map(({ id }) => `variant ${variant.seed}: ${id} counts although it is the given value.`),
      );
    }),
  );
  return complaints.flat();
}
