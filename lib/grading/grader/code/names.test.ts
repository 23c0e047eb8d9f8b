import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { drawVariant, PRINTED } from "#lib/grading/exercise/index.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { grade } from "../index.ts";

vi.setConfig({ testTimeout: 120_000 });
const runner = createLocalRunner();

/** The checks of an exercise for its solution with some texts in place of others. */
async function checksOf(slug: string, ...changes: readonly (readonly [from: string, to: string])[]) {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const variant = await drawVariant(loaded.value, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const source = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${slug} has no ${from}`);
    return text.replaceAll(from, to);
  }, loaded.value.files.get("solution.ts") ?? "");
  const part = loaded.value.spec.parts.find(({ kind }) => kind === "code");
  const answer = { [part?.id ?? ""]: { kind: "code", source } } as const;
  const options = { hiddenSeed: "names", without: ["trains"], parts: [part?.id ?? ""] } as const;
  const report = await grade(loaded.value, variant.value, answer, runner, options);
  const lineOf = (text: string) => source.split("\n").findIndex((line) => line.includes(text)) + 1;
  return { of: (id: string) => report.parts[0]?.checks.find((check) => check.id === id), lineOf };
}

describe("A mistake in two functions", () => {
  it("is not named where one of them is right: a half in the loss alone", async () => {
    const { of, lineOf } = await checksOf("linear-regression", [".mean().item()", ".mean().div(2).item()"]);
    expect(of("loss")?.diagnosis?.id).toMatch(/^slip:half-too-many/);
    expect(of("loss")?.diagnosis?.says).not.toMatch(/gradient/);
    expect(of("loss")?.diagnosis?.at?.line).toBe(lineOf("div(2)"));
    expect(of("own-derivative")?.message).toMatch(/it is loss that differs/);
    const { diagnosis, trace } = of("own-derivative") ?? {};
    expect(trace?.firstOff).toBeNull();
    expect(trace?.chain.map(({ state }) => state)).not.toContain("first-off");
    expect(trace?.note).toMatch(/it is your loss that differs/);
    expect([null, lineOf("div(2)")]).toContain(diagnosis?.at?.line ?? null);
  });

  it("is named where both have it", async () => {
    const { of } = await checksOf(
      "linear-regression",
      [".mean().item()", ".mean().div(2).item()"],
      ["Yhat.sub(Y).mul(2)", "Yhat.sub(Y)"],
    );
    expect(of("loss")?.diagnosis?.id).toBe("mistake:half-in-loss");
  });
});

describe("A mistake in some fields", () => {
  it("is not named where others are off, too: only one of four gradients is clipped", async () => {
    const { of } = await checksOf("gradient-clipping", [
      "db1: g.db1.mul(factor), dW2: g.dW2.mul(factor), db2: g.db2.mul(factor)",
      "db1: g.db1, dW2: g.dW2, db2: g.db2",
    ]);
    expect(of("clip")?.diagnosis?.id).not.toMatch(/^mistake:/);
    expect(of("clip")?.diagnosis?.says).toMatch(/`dW2`.*as it was given/);
  });

  it("is named where it is all there is", async () => {
    const { of } = await checksOf("gradient-clipping", [
      "db1: g.db1.mul(factor), dW2: g.dW2.mul(factor), db2: g.db2.mul(factor)",
      "db1: g.db1, dW2: g.dW2.mul(factor), db2: g.db2",
    ]);
    expect(of("clip")?.diagnosis?.id).toMatch(/^mistake:/);
  });
});

describe("The first step that is off", () => {
  it("is the place of a mistake in the backward pass", async () => {
    const { of, lineOf } = await checksOf("tanh-swap", ["nd.sub(1, nd.square(A1))", "A1.mul(nd.sub(1, A1))"]);
    expect(of("hidden-layer")?.diagnosis?.id).toBe("mistake:sigmoid-slope");
    expect(of("hidden-layer")?.diagnosis?.at?.line).toBe(lineOf("const slope"));
  });

  it("is no place of a mistake in the forward pass: that is where its own text puts it", async () => {
    const { of, lineOf } = await checksOf("tanh-swap", ["nd.tanh(Z1)", "nd.sigmoid(Z1)"]);
    const found = of("own-derivative");
    expect(found?.trace?.firstOff ?? null).not.toBeNull();
    expect(found?.diagnosis).toMatchObject({ id: "mistake:slope-only", at: { line: lineOf("nd.sigmoid(Z1)") } });
  });

  it("is no place where it lies in a helper that was given the wrong thing", async () => {
    const { of, lineOf } = await checksOf(
      "logistic-regression",
      ["type Params", "const minus = (a, b) => nd.sub(a, b);\ntype Params"],
      ["forward(p, X).Yhat.sub(Y)", "minus(forward(p, X).S, Y)"],
    );
    expect(of("own-derivative")?.diagnosis?.id).toBe("mistake:score-minus-target");
    expect(of("own-derivative")?.diagnosis?.at?.line).not.toBe(lineOf("const minus"));
  });
});

describe("A trace without a first step that is off", () => {
  it("does not say that no step is to blame beside a diagnosis that names it", async () => {
    const { of } = await checksOf(
      "multi-output-regression",
      ["const dA2 = A2.sub(Y).mul(c).mul(2 / X.shape[1]);", "const m = X.shape[1];\n  let dW1, db1, dW2, db2;"],
      [
        "const dW2 = nd.matmul(dA2, A1.T);\n  const db2 = dA2.sum(1, true);",
        "dW1 = nd.zeros_like(p.W1); db1 = nd.zeros_like(p.b1); dW2 = nd.zeros_like(p.W2); db2 = nd.zeros_like(p.b2);",
      ],
      [
        "const dZ1 = nd.matmul(p.W2.T, dA2).mul(nd.sub(1, nd.square(A1)));\n  const dW1 = nd.matmul(dZ1, X.T);\n  const db1 = dZ1.sum(1, true);",
        `for (let i = 0; i < m; i++) {
    const a = A1.col(i, true);
    const delta2 = A2.col(i, true).sub(Y.col(i, true)).mul(2 / m);
    const delta1 = nd.matmul(p.W2.T, delta2).mul(nd.sub(1, a.mul(a)));
    dW2 = dW2.add(nd.outer(delta2, a));
    db2 = db2.add(delta2);
    dW1 = dW1.add(nd.outer(delta1, X.col(i, true)));
    db1 = db1.add(delta1);
  }`,
      ],
    );
    const { diagnosis, trace } = of("own-derivative") ?? {};
    expect(diagnosis).not.toBeNull();
    expect(trace).toMatchObject({
      firstOff: null,
      note: expect.stringMatching(/^No step is marked as the first/),
    });
  });
});

describe("A gradient of one column or row", () => {
  it("is followed where the answer takes columns of a matrix that has only one", async () => {
    const { of } = await checksOf("sin-regression", [
      "const dW1 = nd.matmul(dZ1, X.T).div(m);",
      "let dW1 = nd.zeros(dZ1.shape[0], X.shape[0]);\n  for (let k = 0; k < m; k++) dW1 = dW1.add(nd.matmul(dZ1.col(k, true), X.col(k, true).T));",
    ]);
    expect(of("own-derivative")?.verdict).toBe("incorrect");
    expect(of("own-derivative")?.message).toMatch(/dW1 differs/);
  });
});

describe("What is not of the form that is asked for", () => {
  it("fails the property that reads it, and not the exercise", async () => {
    const { of } = await checksOf("sgd", ["b2, losses }", "b2, losses: 5 }"]);
    expect(of("noise")).toMatchObject({ verdict: "incorrect", points: 0 });
    expect(of("noise")?.message).toMatch(/`losses` is .*number/);
  });

  it("is not looked at number by number where it is a hundred times as large", async () => {
    const { of } = await checksOf("tanh-swap", ["return { dW1, db1,", "return { dW1: nd.zeros(600, 600), db1,"]);
    const shown = of("own-derivative")?.evidence;
    expect(shown?.kind === "tensors" && shown.tensors[0]).toMatchObject({ shape: [600, 600], yours: null });
    expect(of("own-derivative")?.message).toMatch(/^dW1 is 600×600/);
  });
});

describe("A count in a denominator", () => {
  it("is called another one where it is not that of the examples: a loss that is divided by the outputs too", async () => {
    const { of, lineOf } = await checksOf("multi-output-regression", [
      "return nd.square(A2.sub(Y)).mul(c).sum().div(X.shape[1]).item();",
      "const [k, m] = Y.shape;\n  let total = 0;\n  for (let i = 0; i < m; i++)\n    for (let j = 0; j < k; j++) total += c.get(j, 0) * (A2.get(j, i) - Y.get(j, i)) ** 2;\n  return total / (m * k);",
    ]);
    const { diagnosis } = of("loss") ?? {};
    expect(`${diagnosis?.name} ${diagnosis?.says}`).not.toMatch(/divided by m|number of examples/);
    expect(diagnosis?.id).toMatch(/^slip:(other-divisor|mean-of-all)/);
    expect([null, lineOf("(m * k)")]).toContain(diagnosis?.at?.line ?? null);
  });
});

describe("A mean where a sum is asked for", () => {
  it("is one over the examples, also where the input has a gradient too", async () => {
    const { of } = await checksOf("x-tanh-x", [".mul(G).sum().item()", ".mul(G).sum().item() / X.shape[1]"]);
    const { diagnosis } = of("loss") ?? {};
    expect(diagnosis?.id).toMatch(/^(mistake:loss-is-a-mean|slip:mean)/);
    expect(diagnosis?.name).not.toMatch(/another count/);
  });
});

describe("The sizes of a case", () => {
  it("are those that the function has to do with", async () => {
    const { of } = await checksOf("logistic-regression", ["return { dW, db };", "return { dW: dW.mul(2), db };"]);
    expect(of("own-derivative")?.message).toMatch(/\(n = \d, m = \d\)/);
    expect(of("own-derivative")?.message).not.toMatch(/k = /);
  });
});

describe("A function that calls itself without an end", () => {
  it("is told so, also on hidden cases: these words say nothing of them", async () => {
    const { of } = await checksOf("tanh-swap", [
      "const A1 = nd.tanh(Z1);",
      "const again = (x) => again(x).add(1);\n  const A1 = again(Z1);",
    ]);
    expect(of("forward")?.message).toMatch(/too many calls inside each other/);
  });
});
