// Longer than most: each way past the work, with the honest answers that look like it.
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type CodePart, drawCase, drawVariant, type Exercise, PRINTED } from "#lib/grading/exercise/index.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { grade } from "../index.ts";
import type { CodeContext } from "./context.ts";
import { gradientCall, lossCall } from "./own-derivative.ts";
import type { Settings } from "./shortcuts.ts";

vi.setConfig({ testTimeout: 60_000 });
const runner = createLocalRunner();

async function load(slug: string): Promise<Exercise> {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  return loaded.value;
}

async function ownDerivative(slug: string, source: string) {
  const exercise = await load(slug);
  const variant = await drawVariant(exercise, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const answer = { implement: { kind: "code", source } } as const;
  const options = { hiddenSeed: "styles", without: ["trains"], diagnose: true } as const;
  const report = await grade(exercise, variant.value, answer, runner, options);
  const checks = report.parts.find(({ id }) => id === "implement")?.checks ?? [];
  return {
    off: checks.filter(({ verdict }) => verdict !== "correct").map(({ id }) => id),
    says: checks.find(({ id }) => id === "own-derivative")?.message,
    name: checks.find(({ id }) => id === "own-derivative")?.diagnosis?.name,
  };
}

/** The slope of each hidden unit, from what it gives. */
const SLOPES = { "tanh-swap": "1 - a * a", "ising-phases": "a * (1 - a)" };

/** As a person writes it who does not trust vectorised formulas: everything but the gradient in tensor operations. */
const loops = (slope: string) => `
export function backward(p, X, Y) {
  const pass = forward(p, X);
  const A1 = pass.A1.toArray(), A2 = pass.A2.toArray(), W2 = p.W2.toArray(), x = X.toArray(), y = Y.toArray();
  const h = A1.length, m = y[0].length, n = x.length;
  const dW1 = [], db1 = [], dW2 = [[]], db2 = [[0]];
  for (let j = 0; j < h; j++) {
    dW1.push([]);
    db1.push([0]);
    dW2[0].push(0);
    for (let k = 0; k < n; k++) dW1[j].push(0);
  }
  for (let i = 0; i < m; i++) {
    const d2 = (A2[0][i] - y[0][i]) / m;
    db2[0][0] += d2;
    for (let j = 0; j < h; j++) {
      const a = A1[j][i];
      dW2[0][j] += d2 * a;
      const d1 = d2 * W2[0][j] * (${slope});
      db1[j][0] += d1;
      for (let k = 0; k < n; k++) dW1[j][k] += d1 * x[k][i];
    }
  }
  return { dW1: nd.array(dW1), db1: nd.array(db1), dW2: nd.array(dW2), db2: nd.array(db2) };
}
export function train(`;

/** Central differences of a loss with a name of its own, in place of the chain rule. */
const trying = (only: string) => `
const again = (p, X, Y) => {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  const A2 = nd.sigmoid(nd.matmul(p.W2, A1).add(p.b2));
  return Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).mean().neg().item();
};
const tried = (p, X, Y) => {
  const found = {};
  for (const name of [${only}]) {
    const rows = p[name].toArray();
    found["d" + name] = nd.array(rows.map((row, r) => row.map((_, c) => {
      const at = (by) => again({ ...p, [name]: nd.array(rows.map((one, i) => one.map((x, k) => (i === r && k === c ? x + by : x)))) }, X, Y);
      const h = 1e-4;
      return (8 * (at(h / 2) - at(-h / 2)) - (at(h) - at(-h))) / (6 * h);
    })));
  }
  return found;
};`;

const withBackward = (solution: string, text: string): string =>
  solution.replace(/export function backward[\s\S]*?export function train\(/, () => text);

describe("A gradient", () => {
  it.each(Object.entries(SLOPES))("of %s may be written in loops where the loss is not", async (slug, slope) => {
    const solution = (await load(slug)).files.get("solution.ts") ?? "";
    expect((await ownDerivative(slug, withBackward(solution, loops(slope)))).off).toEqual([]);
  });

  it("found by trying is told so, whatever the copy of the loss is called", async () => {
    const solution = (await load("tanh-swap")).files.get("solution.ts") ?? "";
    const all = `${trying('"W1", "b1", "W2", "b2"')}\nexport const backward = tried;\nexport function train(`;
    const found = await ownDerivative("tanh-swap", withBackward(solution, all));
    expect(found.off).toEqual(["own-derivative"]);
    expect(found.says).toMatch(/^One call of backward does the work of \d+ evaluations of loss; 8 are allowed/);
  });

  it("of which only the hidden layer is found by trying is told so too", async () => {
    const solution = (await load("tanh-swap")).files.get("solution.ts") ?? "";
    const half = `${trying('"W1", "b1"')}
const own = (p, X, Y) => {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  const d = nd.sigmoid(nd.matmul(p.W2, A1).add(p.b2)).sub(Y).div(X.shape[1]);
  return { dW2: nd.matmul(d, A1.T), db2: d.sum(1, true) };
};
export const backward = (p, X, Y) => ({ ...tried(p, X, Y), ...own(p, X, Y) });
export function train(`;
    expect((await ownDerivative("tanh-swap", withBackward(solution, half))).says).toMatch(/^One call of backward/);
  });
});

describe("A gradient by the chain rule that does its work again and again", () => {
  /** Every hidden unit is computed anew wherever one is needed. */
  const anew = `
const unit = (p, X, i, k) => {
  let z = p.b1.get(i, 0);
  for (let j = 0; j < X.shape[0]; j++) z += p.W1.get(i, j) * X.get(j, k);
  return Math.tanh(z);
};
export function backward(p, X, Y) {
  const { A2 } = forward(p, X), [n, m] = X.shape, h = p.W1.shape[0];
  const dW1 = nd.zeros(h, n), db1 = nd.zeros(h, 1), dW2 = nd.zeros(1, h), db2 = nd.zeros(1, 1);
  const error = (k) => (A2.get(0, k) - Y.get(0, k)) / m;
  const over = (f) => { let sum = 0; for (let k = 0; k < m; k++) sum += f(k); return sum; };
  const hidden = (i, k) => error(k) * p.W2.get(0, i) * (1 - unit(p, X, i, k) * unit(p, X, i, k));
  for (let i = 0; i < h; i++) {
    for (let j = 0; j < n; j++) dW1.set(i, j, over((k) => hidden(i, k) * X.get(j, k)));
    db1.set(i, 0, over((k) => hidden(i, k)));
    dW2.set(0, i, over((k) => error(k) * unit(p, X, i, k)));
  }
  db2.set(0, 0, over(error));
  return { dW1, db1, dW2, db2 };
}
export function train(`;

  /** Differences for which only the unit that was moved is computed again, so that they cost no more than that. */
  const nudging = `
export function backward(p, X, Y) {
  const Z1 = nd.matmul(p.W1, X).add(p.b1).toArray(), [n, m] = X.shape, h = p.W1.shape[0];
  const W2 = p.W2.toArray()[0], b2 = p.b2.item(), x = X.toArray(), y = Y.toArray()[0];
  const z2 = x[0].map((_, k) => Z1.reduce((sum, row, i) => sum + W2[i] * Math.tanh(row[k]), b2));
  const cost = (z) => z.reduce((sum, s, k) => sum + Math.log(1 + Math.exp(-s)) + (1 - y[k]) * s, 0) / m;
  const slope = (at) => (cost(at(1e-5)) - cost(at(-1e-5))) / 2e-5;
  const inner = (i, by) => slope((e) => z2.map((s, k) => s + W2[i] * (Math.tanh(Z1[i][k] + e * by(k)) - Math.tanh(Z1[i][k]))));
  return {
    dW1: nd.array(Z1.map((_, i) => x.map((row) => inner(i, (k) => row[k])))),
    db1: nd.array(Z1.map((_, i) => [inner(i, () => 1)])),
    dW2: nd.array([Z1.map((row) => slope((e) => z2.map((s, k) => s + e * Math.tanh(row[k]))))]),
    db2: nd.array([[slope((e) => z2.map((s) => s + e))]]),
  };
}
export function train(`;

  it("is right: it is exact, and takes less than an evaluation of the loss for each entry", async () => {
    const solution = (await load("tanh-swap")).files.get("solution.ts") ?? "";
    expect((await ownDerivative("tanh-swap", withBackward(solution, anew))).off).toEqual([]);
  });

  it("is told from differences that cost as little: they have fewer digits", async () => {
    const solution = (await load("tanh-swap")).files.get("solution.ts") ?? "";
    const found = await ownDerivative("tanh-swap", withBackward(solution, nudging));
    expect(found.off).toEqual(["own-derivative"]);
    expect(found.says).toMatch(
      /^One call of backward does the work of [\d.]+ evaluations of loss and has fewer digits than/,
    );
  });
});

describe("A gradient that needs more than one forward pass", () => {
  const twice = (solution: string) =>
    solution.replace("const { A1, A2 } = forward(p, X);", "const { A1 } = forward(p, X), { A2 } = forward(p, X);");
  const each = (solution: string) =>
    withBackward(
      solution,
      `
const column = (T, i) => nd.array(T.toArray().map((row) => [row[i]]));
export function backward(p, X, Y) {
  let sums = null;
  const m = X.shape[1];
  for (let i = 0; i < m; i++) {
    const x = column(X, i), { A1, A2 } = forward(p, x);
    const d2 = A2.sub(column(Y, i)).div(m);
    const d1 = nd.matmul(p.W2.T, d2).mul(nd.sub(1, nd.square(A1)));
    const now = { dW1: nd.matmul(d1, x.T), db1: d1, dW2: nd.matmul(d2, A1.T), db2: d2 };
    if (sums === null) sums = now;
    else for (const name in now) sums[name] = sums[name].add(now[name]);
  }
  return sums;
}
export function train(`,
    );

  it.each([
    ["two", twice, /^backward enters forward 2 times; 1 is allowed\. Keep what it gives/],
    ["one for each example", each, /^backward enters forward \d times; 1 is allowed\. Keep what it gives/],
  ])("is told to keep it, and not that it was found by trying: %s", async (_, change, says) => {
    const solution = (await load("tanh-swap")).files.get("solution.ts") ?? "";
    const found = await ownDerivative("tanh-swap", change(solution));
    expect(found.off).toEqual(["own-derivative"]);
    expect(found.says).toMatch(says);
    expect(found.name).toBeUndefined();
  });
});

describe("Points for a gradient without a derivative", () => {
  const withLoss = (solution: string, text: string) =>
    solution.replace(/\/\/ Binary cross[\s\S]*?export function train\(/, () => `${text}\nexport function train(`);
  const SUM = "const total = (p) => ['W1', 'b1', 'W2', 'b2'].reduce((sum, name) => sum + p[name].sum().item(), 0);";
  const ONES =
    "({ dW1: nd.ones(...p.W1.shape), db1: nd.ones(...p.b1.shape), dW2: nd.ones(...p.W2.shape), db2: nd.ones(1, 1) })";

  it.each([
    [
      "a loss whose slope is the same on all data",
      `${SUM}
export const loss = (p, X, Y) => total(p) + X.sum().item() + Y.sum().item();
export const backward = (p, X, Y) => ${ONES};`,
      /^The slope of loss does not depend on X and Y/,
    ],
    [
      "a loss that does not look at the targets",
      `${SUM}
export const loss = (p, X, Y) => total(p) * X.square().sum().item();
export const backward = (p, X, Y) => { const g = ${ONES}, by = X.square().sum(); return { dW1: g.dW1.mul(by), db1: g.db1.mul(by), dW2: g.dW2.mul(by), db2: g.db2.mul(by) }; };`,
      /^loss does not depend on Y:/,
    ],
    [
      "a loss that remembers the gradient",
      `let kept = null;
export const backward = (p, X, Y) => { kept = { p, by: X.sum().item() + 2 * Y.sum().item() + 0.3 }; const g = ${ONES}, by = kept.by; return { dW1: g.dW1.mul(by), db1: g.db1.mul(by), dW2: g.dW2.mul(by), db2: g.db2.mul(by) }; };
${SUM}
export const loss = (p, X, Y) => total(p) * (kept === null ? X.sum().item() + Y.sum().item() : kept.by);`,
      /differ from the central differences of loss/,
    ],
  ])("are not given to %s", async (_, text, says) => {
    const solution = (await load("tanh-swap")).files.get("solution.ts") ?? "";
    const found = await ownDerivative("tanh-swap", withLoss(solution, text));
    expect(found.off).toContain("own-derivative");
    expect(found.says).toMatch(says);
  });

  it("are given where both forget a number, such as λ: the one is still the derivative of the other", async () => {
    const starter = (await load("l2-regularisation")).files.get("starter.ts") ?? "";
    const found = await ownDerivative("l2-regularisation", starter);
    expect(found.off).toContain("loss");
    expect(found.off).not.toContain("own-derivative");
  });

  it("are not given to trying that a dear loss makes look cheap", async () => {
    const solution = (await load("tanh-swap")).files.get("solution.ts") ?? "";
    const dear = solution.replace(
      "const { A2 } = forward(p, X);\n  return Y",
      "let A2;\n  for (let i = 0; i < 60; i++) A2 = forward(p, X).A2;\n  return Y",
    );
    const all = `${trying('"W1", "b1", "W2", "b2"')}\nexport const backward = tried;\nexport function train(`;
    expect(dear).not.toBe(solution);
    expect((await ownDerivative("tanh-swap", dear)).off).toEqual([]);
    expect((await ownDerivative("tanh-swap", withBackward(dear, all))).says).toMatch(/^One call of backward/);
  });
});

type Row = { readonly settings: Settings; readonly part: CodePart; readonly files: readonly string[] };

function rowsOf({ spec, files }: Exercise): Row[] {
  return spec.parts.flatMap((part) =>
    part.kind === "code"
      ? part.checks.flatMap((check) =>
          "consistent" in check
            ? [
                {
                  settings: check.consistent,
                  part,
                  files: [part.solution, ...part.alternatives].map((name) => files.get(name) ?? ""),
                },
              ]
            : [],
        )
      : [],
  );
}

describe("Effort", () => {
  it.each(readdirSync("exercises"))("of one function of %s is nearly the same in every style", async (slug) => {
    for (const { settings, part, files } of rowsOf(await load(slug))) {
      const largest = Object.entries(part.cases.sizes).map(([name, size]) => [
        name,
        typeof size === "number" ? size : size.to,
      ]);
      const one = drawCase(part.cases, "effort", 0, Object.fromEntries(largest));
      const losses: number[] = [];
      const gradients: number[] = [];
      for (const source of files) {
        const context = { part } as unknown as CodeContext;
        const outcome = await runner.run({
          place: "guest",
          files: [{ name: "answer.ts", source }],
          calls: [gradientCall(context, settings, one), lossCall(context, settings, one.values)],
          budget: { fuel: 3000, tensorBytes: 64_000_000 },
          seed: 1,
        });
        if (outcome.status !== "ok") throw new Error(outcome.status);
        const [gradient, loss] = outcome.results;
        gradients.push(gradient?.effort ?? 0);
        losses.push(loss?.effort ?? 0);
      }
      // a tenth of what separates a loop from a tensor operation in fuel; methods of lists take some steps of their own
      expect(Math.max(...losses) / Math.min(...losses)).toBeLessThan(4);
      // what decides: no style of the gradient comes near what any style of the loss allows, so that none is taken for trying
      expect(Math.max(...gradients)).toBeLessThan(0.8 * settings.cost * Math.min(...losses));
    }
  });
});
