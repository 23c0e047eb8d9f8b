import type { Runner } from "#lib/core/runner.ts";
import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";
import type { Check, CodePart, Examples, Exercise, PlainTensor, PlainValue, PublicExample } from "../exercise/index.ts";
import type { Wanted } from "./code/context.ts";
import { knownSlips } from "./code/known-slips.ts";
import { codeContext } from "./code/part.ts";
import { publicSeed } from "./public-run.ts";

const cache = new Map<string, Promise<Examples>>();
const KEPT = 64;

/** The published examples of an exercise: for each public check that compares with a reference, its cases and what is expected. */
export function publishExamples(exercise: Exercise, runner: Runner): Promise<Examples> {
  const found = cache.get(exercise.hash);
  if (found !== undefined) return found;
  const made = compute(exercise, runner);
  cache.set(exercise.hash, made);
  made.catch(() => cache.delete(exercise.hash));
  if (cache.size > KEPT) cache.delete(cache.keys().next().value as string);
  return made;
}

/** Works out ahead what a first wrong answer would wait for: what the slips in each solution, or in each alternative, compute. */
export async function prepareDiagnosis(
  exercise: Exercise,
  runner: Runner,
  sources: "solutions" | "alternatives",
): Promise<void> {
  for (const part of exercise.spec.parts) {
    if (part.kind !== "code") continue;
    const files = sources === "solutions" ? [part.solution] : (part.alternatives ?? []);
    for (const file of files) await knownSlips(runner, exercise, part, file);
  }
}

async function compute(exercise: Exercise, runner: Runner): Promise<Examples> {
  const examples: { [key: string]: readonly PublicExample[] } = {};
  for (const part of exercise.spec.parts) {
    if (part.kind !== "code") continue;
    for (const check of part.checks) {
      const wanted = check.public ? wantedBy(check) : null;
      if (wanted !== null) examples[`${part.id}/${check.id}`] = await examplesOf(exercise, part, wanted, runner);
    }
  }
  return examples;
}

function wantedBy(check: Check): Wanted | null {
  const row =
    ("outputs" in check && check.outputs) ||
    ("gradcheck" in check && check.gradcheck) ||
    ("steps" in check && check.steps);
  return row ? { check: check.id, ...row } : null;
}

async function examplesOf(
  exercise: Exercise,
  part: CodePart,
  wanted: Wanted,
  runner: Runner,
): Promise<PublicExample[]> {
  const context = codeContext({ exercise, part, runner, seed: publicSeed(exercise.hash) }, "");
  const cases = await context.reference(wanted);
  return cases.map((one) => ({
    sizes: one.case.sizes,
    args: Object.fromEntries(Object.entries(one.case.values).map(([name, value]) => [name, toPlain(value)])),
    expected: Object.fromEntries(Object.entries(one.expected).map(([name, tensor]) => [name, toPlainTensor(tensor)])),
  }));
}

const toPlainTensor = ({ shape, data }: TensorValue): PlainTensor => ({ shape, data: [...data] });

function toPlain(value: Value): PlainValue {
  if (typeof value === "number") return value;
  if (isTensorValue(value)) return toPlainTensor(value);
  return Object.fromEntries(
    Object.entries(value as { readonly [key: string]: Value }).map(([key, inner]) => [
      key,
      toPlain(inner) as number | PlainTensor,
    ]),
  );
}
