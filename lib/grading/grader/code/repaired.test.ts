import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Diagnosis } from "#lib/core/report.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { type CodePart, drawVariant, PRINTED } from "../../exercise/index.ts";
import { createDiagnosis, grade } from "../index.ts";

vi.setConfig({ testTimeout: 120_000 });
const runner = createLocalRunner();

/** Right, in a style of its own: a hyperbolic tangent from one exponential, units one after the other, rows collected by name. */
const OWN = `const shrink = (u: number): number => {
  const e = Math.exp(2 * u);
  return 1 - 2 / (e + 1);
};
const along = (row: number[], other: number[]): number => {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i] * other[i];
  return sum;
};
const columnOf = (M: number[][], k: number): number[] => M.map((row) => row[k]);
const rise = (u: number): number => shrink(u) + u * (1 - shrink(u) ** 2);
export function slope(Z: Tensor) {
  return nd.array(Z.toArray().map((row: number[]) => row.map(rise)));
}
export function forward(p: { W: Tensor; b: Tensor }, X: Tensor) {
  const [W, b, columns] = [p.W.toArray(), p.b.toArray(), X.toArray()];
  const Z = W.map((row: number[], i: number) => columns[0].map((_: number, k: number) => along(row, columnOf(columns, k)) + b[i][0]));
  return { Z: nd.array(Z), A: nd.array(Z.map((row: number[]) => row.map((u) => u * shrink(u)))) };
}
export function loss(p: { W: Tensor; b: Tensor }, X: Tensor, G: Tensor) {
  return forward(p, X).A.mul(G).sum().item();
}
export function backward(p: { W: Tensor; b: Tensor }, X: Tensor, G: Tensor) {
  const { Z } = forward(p, X);
  const D = G.mul(slope(Z)).toArray();
  const [W, columns] = [p.W.toArray(), X.toArray()];
  const dW = D.map((row: number[]) => columns.map((feature: number[]) => along(row, feature)));
  const db = D.map((row: number[]) => [along(row, row.map(() => 1))]);
  const dX = columns.map((_: number[], j: number) => D[0].map((_: number, k: number) => along(columnOf(W, j), columnOf(D, k))));
  return { dX: nd.array(dX), dW: nd.array(dW), db: nd.array(db) };
}
`;

const lineOf = (text: string): number => OWN.slice(0, OWN.indexOf(text)).split("\n").length;

type Change = readonly [from: string, to: string];

const diagnosed = (...changes: readonly Change[]): Promise<Diagnosis[]> => diagnosedIn("x-tanh-x", OWN, changes);

async function diagnosedIn(slug: string, own: string, changes: readonly Change[]): Promise<Diagnosis[]> {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const variant = await drawVariant(loaded.value, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const source = changes.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(from);
    return text.replace(from, to);
  }, own);
  const part = loaded.value.spec.parts.find(({ kind }) => kind === "code");
  const answer = { [part?.id ?? ""]: { kind: "code", source } } as const;
  const options = { hiddenSeed: "repaired", without: ["trains"] } as const;
  const report = await grade(loaded.value, variant.value, answer, runner, options);
  const checks = report.parts.find(({ id }) => id === part?.id)?.checks ?? [];
  if (changes.length === 0) expect(checks.every(({ verdict }) => verdict === "correct")).toBe(true);
  return checks.flatMap(({ diagnosis }) => diagnosis ?? []);
}

describe("An answer in a style that nobody wrote down", () => {
  it("has nothing to be told while it is right", async () => {
    expect(await diagnosed()).toEqual([]);
  });

  it.each([
    ["1 - 2 / (e + 1)", "1 + 2 / (e + 1)", /plus-for-minus/],
    ["1 - 2 / (e + 1)", "1 - 2 / (e - 1)", /minus-for-plus/],
    ["sum += row[i] * other[i]", "sum = row[i] * other[i]", /overwritten/],
    ["let i = 0; i < row.length", "let i = 1; i < row.length", /first-skipped|first-example-skipped/],
    ["i < row.length", "i < row.length - 1", /last-skipped|last-example-skipped/],
  ])("is told the slip in its own helper, and the line: %s → %s", async (from, to, id) => {
    const told = await diagnosed([from, to]);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every((one) => id.test(one.id))).toBe(true);
    expect(told.map(({ at }) => at?.line)).toContain(lineOf(from));
  });

  it("is told that a function of its own is off, by name, where no small change would do", async () => {
    const told = await diagnosed(["return 1 - 2 / (e + 1);", "return e / (e + 1 + u * u);"]);
    expect(
      told.some(({ id, says }) => id === "slip:function-off" && says.includes("`shrink` does not compute tanh")),
    ).toBe(true);
  });

  it("is not sent to the head of a function for a slip that has another name", async () => {
    const told = await diagnosed(["1 - 2 / (e + 1)", "1 - 0 / (e + 1)"]);
    const named = told.filter(({ id }) => id.startsWith("slip:") && id !== "slip:function-off");
    expect(named.map(({ at }) => at?.line)).not.toContain(lineOf("const shrink"));
  });

  it("is told first what its own text shows, where right answers know other names for it", async () => {
    const solution = readFileSync(path.resolve("exercises", "logistic-regression", "solution.ts"), "utf8");
    const told = await diagnosedIn("logistic-regression", solution, [["let epoch = 0", "let epoch = 1"]]);
    const line = solution.slice(0, solution.indexOf("let epoch = 0")).split("\n").length;
    expect(told.map(({ id, at }) => [id, at?.line])).toContainEqual(["slip:first-skipped", line]);
  });

  it("has no line where a change on either of two lines would do", async () => {
    const told = await diagnosed([
      "const D = G.mul(slope(Z)).toArray();",
      "const share = 3 - 2;\n  const sign = -share;\n  const D = G.mul(slope(Z)).mul(sign).toArray();",
    ]);
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ at }) => at)).toEqual(told.map(() => null));
  });

  it("is told where it would not end with an error, too", async () => {
    const told = await diagnosed(["G.mul(slope(Z))", "nd.matmul(G, slope(Z))"]);
    expect(told.map(({ id }) => id).join()).toContain("matmul-for-entrywise");
  });

  it("hears of both slips where one is in a helper and one is known of right answers", async () => {
    const told = await diagnosed(["1 - 2 / (e + 1)", "1 + 2 / (e + 1)"], [" + b[i][0]", ""]);
    expect(told.map(({ id }) => id).join()).toMatch(/plus-for-minus\+bias-left-out|bias-left-out\+plus-for-minus/);
  });

  it("claims nothing where no change of one place makes it right", async () => {
    const told = await diagnosed(
      ["1 - 2 / (e + 1)", "0.37 + Math.cos(1.3 * u) / (e + 3)"],
      ["G.mul(slope(Z))", "G.mul(slope(Z).add(Z.mul(0.21)))"],
    );
    expect(told.every(({ says }) => says.startsWith("`shrink` does not compute tanh;"))).toBe(true);
    const both = await diagnosed(
      ["1 - 2 / (e + 1)", "0.37 + Math.cos(1.3 * u) / (e + 3)"],
      ["sum += row[i] * other[i]", "sum += row[i] * other[i] + 0.13 * i"],
      ["shrink(u) + u * (1", "shrink(u) + 0.4 * u * (1"],
    );
    expect(both.filter(({ id }) => id.startsWith("slip:"))).toEqual([]);
  });

  it.each([
    [
      "that are no numbers",
      [
        ["const n = W1.length / h", "const n = W1.length * h"],
        ["sum - y * Math.log(a2[k]) - (1", "(1"],
      ],
    ],
    [
      "of which it would leave one number everywhere",
      [
        ["flat(X.T)", "flat(X)"],
        ["k < m; k++) {\n    let out", "k <= m; k++) {\n    let out"],
      ],
    ],
  ])("is told no two slips of results %s, by a change that skips the work", async (_, changed) => {
    const loaded = await loadExercise(path.resolve("exercises", "ising-phases"));
    if (!loaded.ok) throw new Error("ising-phases");
    const part = loaded.value.spec.parts.find((one): one is CodePart => one.kind === "code");
    if (part === undefined) throw new Error("no code");
    const [style] = part.alternatives.filter((file) => file.endsWith("typed-arrays.ts"));
    const others = { ...part, alternatives: part.alternatives.filter((file) => file !== style) };
    const { of } = await createDiagnosis(runner, loaded.value, others);
    const own = loaded.value.files.get(style ?? "") ?? "";
    const far = changed.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replaceAll(from as string, to as string);
    }, own);
    const { off, told } = await of(far);
    expect(off.length).toBeGreaterThan(0);
    expect(told.map(({ id }) => id).filter((id) => id.includes("+"))).toEqual([]);
  });

  it("has the line where a number is made, though the step that uses it is the first to be off", async () => {
    const solution = readFileSync(path.resolve("exercises", "l2-regularisation", "solution.ts"), "utf8");
    const told = await diagnosedIn("l2-regularisation", solution, [
      ["  const dZ2 = A2.sub(Y);", "  const decay = lambda;\n  const dZ2 = A2.sub(Y);"],
      ["p.W2.mul(lambda / m)", "p.W2.mul(decay)"],
      ["p.W1.mul(lambda / m)", "p.W1.mul(decay)"],
    ]);
    const line = solution.slice(0, solution.indexOf("const dZ2")).split("\n").length;
    expect(told.map(({ id, at }) => [id, at?.line])).toContainEqual(["mistake:lambda-without-m", line]);
  });

  it.each([
    ["const { dW, db } = backward({ W, b }, X, Y);", "backward(p, X, Y)"],
    ["losses.push(loss({ W, b }, X, Y));", "loss(p, X, Y)"],
  ])(
    "hears of the parameters of the beginning where it uses them, and nothing that its text does not do: %s",
    async (text, stale) => {
      const solution = readFileSync(path.resolve("exercises", "linear-regression", "solution.ts"), "utf8");
      const told = await diagnosedIn("linear-regression", solution, [
        [text, text.replace(/\w+\(\{ W, b \}, X, Y\)/, stale)],
      ]);
      const line = solution.slice(0, solution.indexOf(text)).split("\n").length;
      expect(told.map(({ id, at }) => [id, at?.line])).toContainEqual(["slip:kept-parameters", line]);
      expect(told.map(({ says }) => says).join()).not.toMatch(/before the loop|taken once/);
    },
  );

  it("has the line of one slip on which two results lie, where right answers would need one for each", async () => {
    const solution = readFileSync(path.resolve("exercises", "relu-derivative", "solution.ts"), "utf8");
    const from = "const dZ1 = dA1.mul(slope(Z1));";
    const told = await diagnosedIn("relu-derivative", solution, [[from, from.replace(";", ".div(m);")]]);
    const line = solution.slice(0, solution.indexOf(from)).split("\n").length;
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ name, at }) => /once too often/.test(name) && at?.line === line)).toBe(true);
  });

  it("has no line where its mean is taken on two, and either may be the one too many", async () => {
    const solution = readFileSync(path.resolve("exercises", "relu-derivative", "solution.ts"), "utf8");
    const twice = solution
      .replaceAll(".div(m)", ".mul(share)")
      .replace("const dZ2 = A2.sub(Y);", "const dZ2 = A2.sub(Y).div(m);\n  const share = 1 / m;");
    const told = await diagnosedIn("relu-derivative", twice, [["// X is n×m, Y is 1×m; ", "// "]]);
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ id, at }) => [id, at])).toEqual(told.map(() => ["mistake:mean-twice", null]));
  });

  it("hears of one name in place of another where it stands twice in a statement", async () => {
    const solution = readFileSync(path.resolve("exercises", "backprop-from-scratch", "solution.ts"), "utf8");
    const from = "const dZ1 = dA1.mul(A1).mul(nd.sub(1, A1));";
    const told = await diagnosedIn("backprop-from-scratch", solution, [[from, from.replaceAll(/\bA1\b/g, "A2")]]);
    const line = solution.slice(0, solution.indexOf(from)).split("\n").length;
    expect(told.map(({ id, at }) => [id, at?.line])).toContainEqual(["slip:other-values", line]);
  });

  it("has the line of an author's mistake in its own style, where no slip has it", async () => {
    const solution = readFileSync(path.resolve("exercises", "gradient-clipping", "solution.ts"), "utf8");
    const from = "const factor = Math.min(1, threshold / norm(g));";
    const own = "const long = norm(g);\n  const factor = Math.min(1, threshold / long);";
    const told = await diagnosedIn("gradient-clipping", solution.replace(from, own), [
      ["Math.min(1, threshold / long)", "threshold / long"],
    ]);
    const line = solution.slice(0, solution.indexOf(from)).split("\n").length + 1;
    expect(told.map(({ id, at }) => [id, at?.line])).toContainEqual(["mistake:always-scaled", line]);
  });

  it("has its slope missing where the error goes on, and not where it comes from", async () => {
    const solution = readFileSync(path.resolve("exercises", "tanh-swap", "solution.ts"), "utf8");
    const told = await diagnosedIn("tanh-swap", solution, [["const dZ1 = dA1.mul(slope);", "const dZ1 = dA1;"]]);
    const line = solution.slice(0, solution.indexOf("const dZ1")).split("\n").length;
    expect(told.map(({ id, at }) => [id, at?.line])).toContainEqual(["mistake:no-slope", line]);
  });

  it("does not hear of two slips in a function that were not found in what it calls", async () => {
    const loops = readFileSync(path.resolve("exercises", "sin-regression", "alternatives", "loops.ts"), "utf8");
    const told = await diagnosedIn("sin-regression", loops, [
      ["A1[i][k] = Math.tanh(z);", "const e = Math.exp(3 * z);\n      A1[i][k] = (e - 1) / (e + 1);"],
    ]);
    expect(told.filter(({ id }) => /plus-for-minus|minus-for-plus/.test(id))).toEqual([]);
  });

  it("has the line of a mistake in a function of one expression, though what it gives are whole numbers", async () => {
    const solution = readFileSync(path.resolve("exercises", "ising-phases", "solution.ts"), "utf8");
    const told = await diagnosedIn("ising-phases", `${solution}`, [
      [
        /export function decide[^}]*}/.exec(solution)?.[0] ?? "",
        "export const decide = (Q: Tensor) => Q.greater_equal(0.5);",
      ],
    ]);
    const line = solution.slice(0, solution.indexOf("export function decide")).split("\n").length;
    expect(told.map(({ id, at }) => [id, at?.line])).toContainEqual(["mistake:half-is-one", line]);
    const kept = await diagnosedIn("ising-phases", `${solution}`, [
      [/export function decide[^}]*}/.exec(solution)?.[0] ?? "", "export const decide = (Q: Tensor) => Q.mul(1);"],
    ]);
    expect(kept.map(({ id, at }) => [id, at?.line])).toContainEqual(["mistake:probability-kept", line]);
  });
});
