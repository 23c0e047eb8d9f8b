import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Runner, RunRequest } from "#lib/core/runner.ts";
import { drawVariant, PRINTED } from "#lib/grading/exercise/index.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { grade } from "../index.ts";
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

describe("An answer whose training takes long", () => {
  const real = createLocalRunner();
  const isTraining = ({ budget }: RunRequest) => budget.fuel > 3_000;

  async function training(slug: string, runner: Runner, change = (solution: string) => solution) {
    const loaded = await loadExercise(path.resolve("exercises", slug));
    if (!loaded.ok) throw new Error(slug);
    const variant = await drawVariant(loaded.value, PRINTED, real);
    if (!variant.ok) throw new Error(variant.error.message);
    const source = change(loaded.value.files.get("solution.ts") ?? "");
    const report = await grade(loaded.value, variant.value, { implement: { kind: "code", source } }, runner, {
      hiddenSeed: "long",
      diagnose: false,
    });
    const check = report.parts[0]?.checks.find(({ id }) => id === "trains");
    if (check === undefined) throw new Error(slug);
    return check;
  }

  it("is trained on no more seeds than settle the matter", async () => {
    const dear: Runner = {
      run: async (request) => {
        const outcome = await real.run(request);
        return outcome.status === "ok" && isTraining(request) ? { ...outcome, fuel: 20_000 } : outcome;
      },
    };
    const check = await training("sin-regression", dear);
    expect(check.verdict).toBe("correct");
    expect(check.message).toBe(
      "Reached a root mean square error of 0.2 on 3 of 3 seeds; 3 are asked for. Each training takes long, so 2 seeds that could not change this were left out.",
    );
    expect(check.evidence).toMatchObject({ kind: "training", of: 3, reached: 3, values: { length: 3 } });
  });

  it("hears that its steps are right where the budget ends it all the same", async () => {
    const dearer: Runner = {
      run: async (request) =>
        isTraining(request) && request.place === "guest"
          ? { status: "outOfBudget", atCall: 0, at: null, results: [], console: [], fuel: request.budget.fuel }
          : real.run(request),
    };
    const check = await training("sin-regression", dearer);
    expect(check.verdict).toBe("incorrect");
    expect(check.message).toMatch(/^train did not give a result\. Stopped after the step budget .* updates are right;/);
  });

  it("is given little fuel where a few steps do not come to an end either", async () => {
    const given: number[] = [];
    const noting: Runner = {
      run: (request) => {
        if (request.calls.some(({ args }) => JSON.stringify(args).includes('"epochs":500')))
          given.push(request.budget.fuel);
        return real.run(request);
      },
    };
    const endless = (solution: string) => solution.replace("epoch < epochs; epoch++", "epoch < epochs; ");
    expect((await training("sin-regression", noting, endless)).message).not.toMatch(/updates are right/);
    expect(given).toEqual([3_000]);
  });

  it("hears that its parameters grew without bound where they did", async () => {
    const check = await training("tanh-swap", real, (solution) =>
      solution.replaceAll(".mul(rate)", ".mul(-1e308 * rate)"),
    );
    expect(check.message).toMatch(/ on 0 of 10 seeds; 7 are asked for\. After training the outputs are not finite/);
  });
});
