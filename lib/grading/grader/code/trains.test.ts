import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { codeContext } from "./part.ts";
import { trainOnce } from "./trains.ts";

const slug = "ising-phases";

/** The largest training of the course, by get and set: six times the steps of one in nested arrays. */
const ELEMENTS = `export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const [n, m] = X.shape;
  const h = p.W1.shape[0];
  const g = { dW1: nd.zeros_like(p.W1), db1: nd.zeros_like(p.b1), dW2: nd.zeros_like(p.W2), db2: nd.zeros_like(p.b2) };
  const add = (T, i, j, v) => T.set(i, j, T.get(i, j) + v / m);
  for (let k = 0; k < m; k++) {
    const d = A2.get(0, k) - Y.get(0, k);
    add(g.db2, 0, 0, d);
    for (let i = 0; i < h; i++) {
      const a = A1.get(i, k);
      add(g.dW2, 0, i, d * a);
      const e = d * p.W2.get(0, i) * a * (1 - a);
      add(g.db1, i, 0, e);
      for (let j = 0; j < n; j++) add(g.dW1, i, j, e * X.get(j, k));
    }
  }
  return g;
}
`;

it("leaves room for a right answer that takes every element by itself", { timeout: 120_000 }, async () => {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const part = loaded.value.spec.parts.find((one) => one.kind === "code");
  const check = part?.checks.find((one) => "trains" in one);
  if (part === undefined || check === undefined || !("trains" in check)) throw new Error(slug);
  const solution = readFileSync(path.resolve("exercises", slug, "solution.ts"), "utf8");
  const answer = `${solution.replace("export function backward", "function inTensors")}\n${ELEMENTS}`;
  const runner = createLocalRunner({ deadlineMs: 120_000 });
  const context = codeContext({ exercise: loaded.value, part, runner, seed: "room" }, answer);
  const { end, metric } = await trainOnce(context, check.trains, "room");
  expect(end).toBeNull();
  expect(metric).toBeGreaterThan(0.9);
});
