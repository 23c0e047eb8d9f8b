import { parseAnswer } from "#lib/cli/answer-file.ts";
import type { Answer, PartAnswer } from "#lib/core/answer.ts";
import type { Runner } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { drawVariant, type Exercise, type Part, PRINTED } from "#lib/grading/exercise/index.ts";
import { fieldChains } from "#lib/grading/grader/index.ts";

/** What is graded everywhere: one part answered as the folder has it, under a name for the list. */
export type Asked = { readonly name: string; readonly answer: Answer };

type Named = readonly (readonly [name: string, answer: PartAnswer])[];

const typed = (values: { readonly [id: string]: TensorValue }): PartAnswer => ({
  kind: "worksheet",
  fields: Object.fromEntries(
    Object.entries(values).map(([id, { data }]) => [id, [...data].map((x) => String(Number(x.toPrecision(9))))]),
  ),
});

async function answersTo(exercise: Exercise, part: Part, runner: Runner): Promise<Named> {
  if (part.kind === "code") {
    const files = [part.solution, ...part.alternatives, ...part.mistakes.map(({ file }) => file)];
    return files.map((file) => [file, { kind: "code", source: exercise.files.get(file) ?? "" }]);
  }
  if (part.kind === "worksheet") {
    const variant = await drawVariant(exercise, PRINTED, runner);
    if (!variant.ok) throw new Error(variant.error.message);
    const chains = await fieldChains(exercise, part, variant.value, runner);
    const made: [string, PartAnswer][] = [["right values", typed(await chains.right())]];
    for (const { file } of part.mistakes) made.push([file, typed(await chains.mistaken(file))]);
    for (const file of part.alternatives) {
      const answer = parseAnswer(exercise, file, exercise.files.get(file) ?? "")[part.id];
      if (answer !== undefined) made.push([file, answer]);
    }
    return made;
  }
  if (part.kind === "derivation") {
    const right = Object.fromEntries(part.lines.map(({ id, answer }) => [id, answer]));
    const lines = (name: string, more: { readonly [id: string]: string }) =>
      [name, { kind: "derivation", lines: { ...right, ...more } }] as const;
    return [
      lines("the answers", {}),
      ...part.alternatives.map((more, i) => lines(`alternative ${i + 1}`, more)),
      ...part.mistakes.map(({ id, line, formula }) => lines(id, { [line]: formula })),
    ];
  }
  if (part.kind === "choice") return part.options.map(({ id }) => [`choosing ${id}`, { kind: "choice", chosen: [id] }]);
  return [["prose", { kind: "text", text: "A few words." }]];
}

/** Every solution, alternative and known mistake of an exercise. */
export async function answersOf(exercise: Exercise, runner: Runner): Promise<readonly Asked[]> {
  const all: Asked[] = [];
  for (const part of exercise.spec.parts) {
    for (const [name, answer] of await answersTo(exercise, part, runner))
      all.push({ name: `${exercise.spec.slug} ${part.id} ${name}`, answer: { [part.id]: answer } });
  }
  return all;
}
