// A fresh run with 20 backward calls, with and without putting the memory back; and how soon a pool serves after a kill.
// `npx tsx bench/sandbox-run.ts`; figures and machine in bench/README.md.
import { readFileSync, rmSync } from "node:fs";
import type { RunRequest } from "#lib/core/runner.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { createInstance } from "#lib/grading/sandbox/boundary/index.ts";
import { createPoolRunner } from "#lib/grading/sandbox/node.ts";
import { bundleThread } from "#lib/grading/sandbox/pool/testing.ts";
import { runSession } from "#lib/grading/sandbox/session.ts";

const RUNS = 300;
const WARM_UP = 100;

const filled = (rows: number, columns: number, f: (i: number) => number): TensorValue => ({
  shape: [rows, columns],
  data: Float64Array.from({ length: rows * columns }, (_, i) => f(i)),
});
const p = {
  W1: filled(4, 2, Math.sin),
  b1: filled(4, 1, Math.cos),
  W2: filled(1, 4, Math.cos),
  b2: filled(1, 1, Math.sin),
};
const args = [p, filled(2, 8, (i) => Math.sin(3 * i)), filled(1, 8, (i) => i % 2)];
const returns = { fields: { dW1: "tensor", db1: "tensor", dW2: "tensor", db2: "tensor" } } as const;
const source = readFileSync("exercises/tanh-swap/solution.ts", "utf8");

const request: RunRequest = {
  place: "guest",
  files: [{ name: "answer.ts", source }],
  calls: Array.from({ length: 20 }, () => ({ fn: "backward", args, returns })),
  budget: { fuel: 3000, tensorBytes: 64_000_000 },
  seed: 1,
};

const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const quantile = (numbers: number[], q: number) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(q * (numbers.length - 1))] ?? Number.NaN;
const figures = (numbers: number[]) =>
  `p50 ${quantile(numbers, 0.5).toFixed(2)} ms, p95 ${quantile(numbers, 0.95).toFixed(2)} ms`;

let instance = await createInstance();
const run: number[] = [];
const restore: number[] = [];
let used = 0;
for (let i = 0; i < RUNS + WARM_UP; i++) {
  const start = performance.now();
  if (!instance.restorePristine()) instance = await createInstance();
  const restored = performance.now();
  const before = processor();
  const { outcome, clean } = runSession(instance, request);
  if (outcome.status !== "ok" || !clean) throw new Error(`the run ended as ${outcome.status}`);
  if (i < WARM_UP) continue;
  used += processor() - before;
  restore.push(restored - start);
  run.push(performance.now() - restored);
}
const whole = run.map((ms, i) => ms + (restore[i] ?? 0));
console.log(`fresh run, 20 backward calls: ${figures(run)} (processor time ${(used / RUNS).toFixed(2)} ms)`);
console.log(`memory put back: ${figures(restore)}`);
console.log(`both: ${figures(whole)}`);

const file = await bundleThread();
const pool = createPoolRunner({ threads: 1, threadFile: file, deadlineMs: 1500 });
const quick = { ...request, calls: request.calls.slice(0, 1) };
const endless = {
  ...quick,
  files: [{ name: "answer.ts", source: "export const backward = () => new Array(1e9) + '';" }],
};
const recovery: number[] = [];
for (let i = 0; i < 4; i++) {
  for (let warm = 0; warm < 3; warm++) await pool.run(quick);
  await pool.run(endless);
  const start = performance.now();
  await pool.run(quick);
  recovery.push(performance.now() - start);
}
await pool.close();
rmSync(file);
console.log(`first run after one was killed twice: ${figures(recovery)}`);
