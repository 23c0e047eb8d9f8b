/** What following a gradient costs a grading that does not hold: the passes run once more, instrumented, and are compared. */
import { readFile } from "node:fs/promises";
import { selectExercise } from "#lib/cli/content.ts";
import { codeContext } from "#lib/grading/grader/code/part.ts";
import { createTracer } from "#lib/grading/grader/code/trace/index.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";

const RUNS = Number(process.env.NABLAB_BENCH_RUNS ?? 60);
const WARM_UP = 15;
const MISTAKES = ["sigmoid-slope", "no-slope", "mean-twice", "opposite-sign", "slope-at-z"];

const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const quantile = (numbers: number[], q: number) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(q * (numbers.length - 1))] ?? Number.NaN;

const exercise = await selectExercise("tanh-swap");
const part = exercise.spec.parts.find((one) => one.kind === "code");
if (part?.kind !== "code") throw new Error("tanh-swap has a code part");
const runner = createLocalRunner();
const all: number[] = [];
const used: number[] = [];
for (const mistake of MISTAKES) {
  const source = await readFile(`exercises/tanh-swap/mistakes/${mistake}.ts`, "utf8");
  const context = codeContext({ exercise, part, runner, seed: "bench" }, source);
  const wall: number[] = [];
  for (let i = 0; i < RUNS + WARM_UP; i++) {
    const [start, before] = [performance.now(), processor()];
    const tracer = await createTracer(context, { loss: "loss", gradient: "backward" }, `trace:${exercise.hash}`);
    const found = tracer?.();
    const took = performance.now() - start;
    if (found?.trace.firstOff === null || found === undefined) throw new Error(`nothing was found in ${mistake}`);
    if (i < WARM_UP) continue;
    wall.push(took);
    used.push(processor() - before);
  }
  console.log(
    `${mistake.padEnd(16)} p50 ${quantile(wall, 0.5).toFixed(1)} ms, p95 ${quantile(wall, 0.95).toFixed(1)} ms`,
  );
  all.push(...wall);
}
console.log(
  `all              p50 ${quantile(all, 0.5).toFixed(1)} ms wall; processor p50 ${quantile(used, 0.5).toFixed(1)} ms (goal 15 ms)`,
);
