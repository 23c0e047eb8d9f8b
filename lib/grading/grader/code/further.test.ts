import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { drawVariant, PRINTED } from "../../exercise/index.ts";
import { grade } from "../index.ts";

vi.setConfig({ testTimeout: 120_000 });
const runner = createLocalRunner();

type Change = readonly [from: string, to: string];

/** Per check that does not hold the id of what is told, and the line of the text that was changed first. */
const toldOf = (slug: string, ...changes: readonly Change[]) => toldIn(slug, "solution.ts", ...changes);

/** The same of a change of another right answer. */
async function toldIn(slug: string, file: string, ...changes: readonly Change[]) {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const variant = await drawVariant(loaded.value, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const solution = readFileSync(path.resolve("exercises", slug, file), "utf8");
  const source = changes.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(from);
    return text.replace(from, to);
  }, solution);
  const part = loaded.value.spec.parts.find(({ kind }) => kind === "code");
  const answer = { [part?.id ?? ""]: { kind: "code", source } } as const;
  const options = { hiddenSeed: "further", without: ["trains"] } as const;
  const report = await grade(loaded.value, variant.value, answer, runner, options);
  const checks = report.parts.find(({ id }) => id === part?.id)?.checks ?? [];
  const lineOf = (text: string) => source.slice(0, source.indexOf(text)).split("\n").length;
  const told = checks.flatMap(({ id, verdict, diagnosis }) =>
    verdict === "correct" ? [] : [{ check: id, id: diagnosis?.id ?? null, line: diagnosis?.at?.line ?? null }],
  );
  const says = checks.flatMap(({ diagnosis }) =>
    diagnosis?.id === "slip:not-updated" ? [diagnosis.says.split(" Other slips", 1)[0]] : [],
  );
  return { told, says, lineOf };
}

describe("A parameter that is left where it began", () => {
  it("is told by its name", async () => {
    const { says } = await toldOf("sgd", ["b1 = b1.sub(g.db1.mul(rate));", ""]);
    expect(new Set(says)).toEqual(new Set(["`b1` keeps its value: the step is not taken for it."]));
  });

  it("is told with the other one", async () => {
    const { says } = await toldOf(
      "l2-regularisation",
      ["b1 = b1.sub(g.db1.mul(rate));", ""],
      ["b2 = b2.sub(g.db2.mul(rate));", ""],
    );
    expect(new Set(says)).toEqual(new Set(["`b1` and `b2` keep their values: the step is not taken for them."]));
  });
});

describe("A slip that no near change of the text takes back", () => {
  it("is named by whole numbers where it holds on many cases: the last of equal epochs", async () => {
    const { told, lineOf } = await toldOf("hidden-size", [
      "const best = heldOut.indexOf(Math.min(...heldOut));",
      "let best = 0;\n  heldOut.forEach((one, i) => {\n    if (one <= heldOut[best]) best = i;\n  });",
    ]);
    expect(told).toEqual([{ check: "first-best", id: "slip:threshold-edge", line: lineOf("one <= heldOut") }]);
  });

  it("is named by whole numbers where it holds on many cases: rows and columns added", async () => {
    const { told, lineOf } = await toldOf("hidden-size", [
      "return p.W1.size + p.b1.size + p.W2.size + p.b2.size;",
      "let all = 0;\n  for (const one of [p.W1, p.b1, p.W2, p.b2]) all += one.shape[0] + one.shape[1];\n  return all;",
    ]);
    const line = lineOf("one.shape[0]");
    expect(told).toEqual(["examples", "count"].map((check) => ({ check, id: "slip:sum-for-product", line })));
  });

  it("has no name by whole numbers that any change would meet", async () => {
    const { told } = await toldOf("hidden-size", [
      "return p.W1.size + p.b1.size + p.W2.size + p.b2.size;",
      "return Math.round(7 + 3 * Math.sin(p.W1.size * 2.3));",
    ]);
    expect(told.map(({ id }) => id?.startsWith("slip:") ?? false)).toEqual(told.map(() => false));
  });

  it("is one slip, and not the two that a change which empties the function would leave: a leaky unit", async () => {
    const { told, lineOf } = await toldOf("relu-derivative", [
      "return nd.maximum(Z, 0);",
      "return nd.array(Z.toArray().map((row: number[]) => row.map((z) => (z > 0 ? z : 0.1 * z))));",
    ]);
    expect(new Set(told.map(({ id }) => id))).toEqual(new Set(["slip:zero-in-one-case"]));
    expect(new Set(told.map(({ line }) => line))).toEqual(new Set([lineOf("z > 0 ? z")]));
  });

  it("is one slip, and not the two that another value of the answer would leave: a sum for a product", async () => {
    const { told } = await toldOf("x-tanh-x", ["Z.mul(nd.tanh(Z))", "Z.add(nd.tanh(Z))"]);
    expect(told.map(({ id }) => id)).toContain("slip:sum-for-product");
    expect(told.filter(({ id }) => id?.includes("+"))).toEqual([]);
  });

  it("is no other count where the other is 1: the mean is taken once too often", async () => {
    const { told } = await toldOf(
      "sin-regression",
      [
        "export function backward",
        "const sent = (W: Tensor, D: Tensor) => nd.matmul(W.T, D).div(D.shape[1]);\nexport function backward",
      ],
      ["nd.matmul(p.W2.T, dZ2)", "sent(p.W2, dZ2)"],
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ id }) => id === null || id.includes("other-count"))).toEqual([]);
  });

  it("gives no mistake in the backward pass a line of the loss, which is off by itself", async () => {
    const { told, lineOf } = await toldOf(
      "relu-derivative",
      [".mean().neg().item()", ".mean().item()"],
      ["dA1.mul(slope(Z1))", "dA1.mul(1)"],
    );
    const line = lineOf(".mean().item()");
    expect(told.filter(({ id }) => id === "mistake:mask-left-out").length).toBeGreaterThan(0);
    expect(told.filter((one) => one.id === "mistake:mask-left-out" && one.line === line)).toEqual([]);
  });

  it("is no mistake that the answer shows on the probes alone: a length that is squared for the comparison", async () => {
    const { told } = await toldOf("gradient-clipping", [
      "const factor = Math.min(1, threshold / norm(g));",
      "const length = norm(g);\n  const factor = length * length > threshold ? threshold / length : 1;",
    ]);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ id }) => /always-scaled|corner-left-out/.test(id ?? ""))).toEqual([]);
  });

  it("gives an author's mistake its line, too: the share of misses", async () => {
    const { told, lineOf } = await toldOf("ising-phases", ["nd.equal(decide(Q), Y)", "nd.not_equal(decide(Q), Y)"]);
    expect(told).toEqual([{ check: "accuracy", id: "mistake:accuracy-of-errors", line: lineOf("nd.not_equal") }]);
  });
});

describe("A gradient that is scaled to a length", () => {
  it("gives no name that its direction alone would bear: a count that is not there, and no mean too many", async () => {
    const { told } = await toldIn("gradient-clipping", "alternatives/chained.ts", ["Y.shape[1])", "Y.shape[2])"]);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ id }) => id?.includes("mean-once-more"))).toEqual([]);
  });
});

describe("An edge that drawn numbers do not meet by chance", () => {
  it("is met by a check that draws from few numbers: the hinge's slope at its corner, in the gradient alone", async () => {
    const { told, lineOf } = await toldOf("svm-hinge", [
      "const delta = signal(forward(p, X).S, Y);",
      "const delta = nd.where(nd.greater(Y.mul(forward(p, X).S), 1), 0, Y.neg());",
    ]);
    expect(told).toEqual([{ check: "edge", id: "slip:threshold-edge", line: lineOf("nd.greater(Y.mul") }]);
  });
});

describe("A share of hits that a change of the text meets by chance", () => {
  it("is given no name: hits of one class alone, which on two batches are as many as the others", async () => {
    const { told } = await toldOf("ising-phases", [
      "return nd.equal(decide(Q), Y).mean().item();",
      "return decide(Q).mul(Y).sum().item() / Y.shape[1];",
    ]);
    expect(told.map(({ check, id }) => [check, id])).toEqual([["accuracy", null]]);
  });
});
