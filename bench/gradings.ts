// How many answers one core grades, and what a full numeric gradient check takes: `npm run bench -- gradings`.
// Every answer differs from the last by a comment, so that nothing prepared for one serves the next; hidden cases are of the draws
// that a server takes in turn, each met before anything is measured: ten times, so that what is compiled once in a process's life is
// not counted to a grading (once where a grading is ninety times as dear).
import path from "node:path";
import type { Call, Runner, RunRequest } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { compareGradients, stencil } from "#lib/engine/autodiff/index.ts";
import { drawVariant, PRINTED } from "#lib/grading/exercise/index.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { DRAWS, grade } from "#lib/grading/grader/index.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";

const GRADINGS = Number(process.env.GRADINGS ?? 600);
const CHECKS = 400;
const WARM_UP = DRAWS;
const LIVED_IN = 10 * DRAWS;

const quantile = (numbers: readonly number[], q: number) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(q * (numbers.length - 1))] ?? Number.NaN;
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const tell = (what: string, wall: readonly number[], used: number, goal: string) =>
  console.log(
    `${what}: p50 ${quantile(wall, 0.5).toFixed(2)} ms, p95 ${quantile(wall, 0.95).toFixed(2)} ms, processor time ${(used / wall.length).toFixed(2)} ms (${goal})`,
  );

const loaded = await loadExercise(path.resolve("exercises/tanh-swap"));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const exercise = loaded.value;
const sandbox = createLocalRunner();
/** What all gradings of one kind asked of the sandbox. One run at a time, so that none counts the wait for another. */
const asked = { runs: 0, calls: 0, ms: 0 };
let last: Promise<unknown> = Promise.resolve();
const runner: Runner = {
  run: (request, options) => {
    const turn = last.then(async () => {
      const start = performance.now();
      const outcome = await sandbox.run(request, options);
      asked.runs++;
      asked.calls += request.calls.length;
      asked.ms += performance.now() - start;
      return outcome;
    });
    last = turn.catch(() => undefined);
    return turn;
  },
};
const variant = await drawVariant(exercise, PRINTED, runner);
if (!variant.ok) throw new Error(variant.error.message);
const text = (file: string) => exercise.files.get(file) ?? "";

for (const [what, file, verdict, before] of [
  ["grading a right tanh-swap", "solution.ts", "correct", LIVED_IN],
  ["grading a tanh-swap with a known mistake", "mistakes/mean-twice.ts", "partial", WARM_UP],
] as const) {
  const wall: number[] = [];
  let used = 0;
  for (let i = 0; i < GRADINGS + before; i++) {
    if (i === before) Object.assign(asked, { runs: 0, calls: 0, ms: 0 });
    const source = `${text(file)}\n// ${file} ${i}`;
    const start = performance.now();
    const spent = processor();
    const report = await grade(exercise, variant.value, { implement: { kind: "code", source } }, runner, {
      hiddenSeed: `bench ${i % DRAWS}`,
      without: ["trains"],
    });
    if (i < before) continue;
    used += processor() - spent;
    wall.push(performance.now() - start);
    if (report.verdict !== verdict) throw new Error(`${file} was graded ${report.verdict}`);
  }
  const perSecond = 1000 / (used / GRADINGS);
  tell(what, wall, used, `${perSecond.toFixed(0)} a second and core; goal 250`);
  const each = ({ runs, calls, ms }: typeof asked) =>
    `${(runs / GRADINGS).toFixed(1)} runs with ${(calls / GRADINGS).toFixed(0)} calls in ${(ms / GRADINGS).toFixed(1)} ms`;
  console.log(`  of each, in the sandbox: ${each(asked)}`);
}

const filled = (shape: readonly number[], f: (i: number) => number): TensorValue => ({
  shape,
  data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => f(i)),
});
const names = ["W1", "b1", "W2", "b2"] as const;
const X = filled([2, 8], (i) => Math.sin(3 * i + 1));
const Y = filled([1, 8], (i) => i % 2);
const at = (seed: number) => [
  filled([4, 2], (i) => Math.sin(i + seed)),
  filled([4, 1], (i) => Math.cos(i + seed)),
  filled([1, 4], (i) => Math.cos(2 * i + seed)),
  filled([1, 1], () => Math.sin(seed)),
];
const record = (values: readonly TensorValue[]) =>
  Object.fromEntries(names.map((name, i) => [name, values[i] as TensorValue]));
const returns = { fields: { dW1: "tensor", db1: "tensor", dW2: "tensor", db2: "tensor" } } as const;

for (const [cases, goal] of [
  [1, 5],
  [20, Number.NaN],
] as const) {
  const wall: number[] = [];
  let used = 0;
  for (let i = 0; i < CHECKS / (cases === 1 ? 1 : 4) + WARM_UP; i++) {
    const start = performance.now();
    const before = processor();
    const stencils = Array.from({ length: cases }, (_, k) => stencil(at(i + k)));
    const calls: Call[] = stencils.flatMap(({ points }, k) => [
      { fn: "backward", args: [record(at(i + k)), X, Y], returns },
      ...points.map((point): Call => ({ fn: "loss", args: [record(point), X, Y], returns: "number" })),
    ]);
    const request: RunRequest = {
      place: "guest",
      files: [{ name: "answer.ts", source: `${text("solution.ts")}\n// check ${i}` }],
      calls,
      budget: { fuel: 10_000, tensorBytes: 64_000_000 },
      seed: 1,
    };
    const outcome = await runner.run(request);
    if (outcome.status !== "ok") throw new Error(outcome.status);
    let from = 0;
    for (const { points, gradient } of stencils) {
      const [given, ...losses] = outcome.results.slice(from, from + 1 + points.length).map(({ value }) => value);
      from += 1 + points.length;
      const analytic = ["dW1", "db1", "dW2", "db2"].map((name) => (given as { [name: string]: TensorValue })[name]);
      const report = compareGradients(analytic as TensorValue[], gradient(losses as number[]));
      if (!report.agrees) throw new Error("the solution's gradient does not agree");
    }
    if (i < WARM_UP) continue;
    used += processor() - before;
    wall.push(performance.now() - start);
  }
  const calls = cases * (1 + 4 * 17);
  const word = Number.isNaN(goal) ? "for comparison" : `goal ${goal} ms p50`;
  tell(`numeric gradient check of 17 parameters, ${cases} × (${calls / cases} calls)`, wall, used, word);
}
