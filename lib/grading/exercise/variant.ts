import { fail, ok, type Result } from "#lib/core/result.ts";
import type { Budget, Runner } from "#lib/core/runner.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";
import { endedWords } from "./ended.ts";
import { fileOf } from "./public.ts";
import { seed32 } from "./sha256.ts";
import type { Exercise, WorksheetPart } from "./spec.ts";

/** The seed whose numbers are those printed in exercise.yaml, the same for every person. */
export const PRINTED = "printed";

/** An exercise's numbers for one person: the given values by part and symbol. Shape `[]` is a plain number. */
export type Variant = {
  readonly seed: string;
  readonly given: { readonly [partId: string]: { readonly [symbol: string]: number | TensorValue } };
};

const BUDGET: Budget = { fuel: 500, tensorBytes: 4_000_000 };

/**
 * The numbers of a seed. Parts with a `variant.ts` get what `variant()` returns, run in the trusted place with its random
 * numbers seeded by (seed, part); parts without one, and the seed `PRINTED`, have the numbers of exercise.yaml.
 * An error means that the exercise's author has something to correct.
 */
export async function drawVariant(exercise: Exercise, seed: string, runner: Runner): Promise<Result<Variant>> {
  const given: Record<string, Record<string, number | TensorValue>> = {};
  for (const part of exercise.spec.parts) {
    if (part.kind !== "worksheet") continue;
    const printed = printedValues(part);
    if (part.variant === undefined || seed === PRINTED) {
      given[part.id] = printed;
      continue;
    }
    const drawn = await drawPart(exercise, part, part.variant, seed, runner);
    if (!drawn.ok) return drawn;
    given[part.id] = { ...printed, ...drawn.value };
  }
  return ok({ seed, given });
}

async function drawPart(
  exercise: Exercise,
  part: WorksheetPart,
  file: string,
  seed: string,
  runner: Runner,
): Promise<Result<Record<string, number | TensorValue>>> {
  const ids = part.given.map(({ id }) => id);
  const outcome = await runner.run({
    place: "trusted",
    files: [{ name: file, source: fileOf(exercise, file) }],
    calls: [
      {
        fn: "variant",
        args: [],
        returns: { fields: Object.fromEntries(ids.map((id) => [id, "tensor" as const])), optional: ids },
      },
    ],
    budget: BUDGET,
    seed: seed32(`${seed}:${part.id}`),
  });
  const value = outcome.status === "ok" ? outcome.results[0]?.value : undefined;
  if (value === undefined) {
    const why = outcome.status === "ok" ? `${file} gave nothing` : endedWords(outcome, file);
    return fail({ code: "variant", message: `No numbers can be drawn for ${exercise.spec.slug}: ${why}` });
  }
  return shaped(part, file, value as Record<string, Value>);
}

function shaped(
  part: WorksheetPart,
  file: string,
  value: { readonly [key: string]: Value },
): Result<Record<string, number | TensorValue>> {
  const drawn: Record<string, number | TensorValue> = {};
  for (const { id, shape } of part.given) {
    const one = value[id];
    if (one === undefined || one === null) continue;
    const got = isTensorValue(one) ? one.shape : [];
    if (got.join() !== shape.join())
      return fail({
        code: "variant",
        message: `${file} gives ${id} the shape ${got.join("×") || "of a number"}, not ${shape.join("×") || "of a number"}`,
      });
    drawn[id] = isTensorValue(one) && shape.length === 0 ? (one.data[0] as number) : (one as number | TensorValue);
  }
  return ok(drawn);
}

function printedValues(part: WorksheetPart): Record<string, number | TensorValue> {
  return Object.fromEntries(
    part.given.map(({ id, shape, value }) => [
      id,
      typeof value === "number"
        ? shape.length === 0
          ? value
          : { shape, data: Float64Array.of(value) }
        : { shape, data: Float64Array.from(value.flat()) },
    ]),
  );
}
