// Whether a worker's memory stays flat over many gradings: `npm run bench -- rss`. GRADINGS=20000 is the figure's own number.
// Answers differ from one to the next, and every tenth is one that ends badly: it fills the memory, runs out of budget or throws.
import path from "node:path";
import { drawVariant, PRINTED } from "#lib/grading/exercise/index.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { grade } from "#lib/grading/grader/index.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";

const GRADINGS = Number(process.env.GRADINGS ?? 20_000);
const SAMPLES = 200;
const GOAL = 1.02;

const loaded = await loadExercise(path.resolve("exercises/tanh-swap"));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const exercise = loaded.value;
const runner = createLocalRunner();
const variant = await drawVariant(exercise, PRINTED, runner);
if (!variant.ok) throw new Error(variant.error.message);

const right = exercise.files.get("solution.ts") ?? "";
const answers = [...exercise.files].filter(([name]) => /^(solution|mistakes\/|alternatives\/)/.test(name));
const bad = [
  "export const forward = () => { const keep = []; for (;;) keep.push(nd.ones(50, 50)); };",
  "export const forward = () => { for (;;); };",
  "export const forward = () => { throw new Error('no'); };",
  "export const forward = () => (",
];

const samples: number[] = [];
const begun = performance.now();
for (let i = 0; i < GRADINGS; i++) {
  const [, text = right] =
    i % 10 === 3
      ? ["", bad[Math.floor(i / 10) % bad.length]]
      : i % 10 === 7
        ? (answers[i % answers.length] ?? [])
        : ["", right];
  await grade(exercise, variant.value, { implement: { kind: "code", source: `${text}\n// ${i}` } }, runner, {
    hiddenSeed: `bench ${i}`,
    without: ["trains"],
  });
  if ((i + 1) % Math.max(1, Math.floor(GRADINGS / SAMPLES)) === 0) samples.push(process.memoryUsage().rss / 2 ** 20);
  if ((i + 1) % 1000 === 0)
    console.log(
      `${i + 1} gradings, ${((performance.now() - begun) / 1000).toFixed(0)} s: ${samples.at(-1)?.toFixed(0)} MB`,
    );
}
const quarter = (k: number) =>
  samples.slice(Math.floor((k * samples.length) / 4), Math.floor(((k + 1) * samples.length) / 4));
const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const means = [0, 1, 2, 3].map((k) => mean(quarter(k)));
const ratio = (means[3] ?? Number.NaN) / (means[1] ?? Number.NaN);
console.log(
  `${GRADINGS} gradings in ${((performance.now() - begun) / 1000).toFixed(0)} s: RSS by quarters ${means.map((mb) => mb.toFixed(0)).join(", ")} MB; the last is ${ratio.toFixed(3)} of the second (goal ${GOAL}: ${ratio <= GOAL ? "reached" : "missed"})`,
);
