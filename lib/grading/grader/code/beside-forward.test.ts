import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { drawVariant, PRINTED } from "#lib/grading/exercise/index.ts";
import { loadExercise } from "#lib/grading/exercise/node.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { grade } from "../index.ts";

vi.setConfig({ testTimeout: 120_000 });
const runner = createLocalRunner();

/** The check of the answer's own derivative, of an answer that takes the solution's functions but for those given. */
async function ownDerivative(
  slug: string,
  functions: { readonly [name: string]: string },
  kept: readonly string[],
  hiddenSeed = "beside",
) {
  const loaded = await loadExercise(path.resolve("exercises", slug));
  if (!loaded.ok) throw new Error(slug);
  const variant = await drawVariant(loaded.value, PRINTED, runner);
  if (!variant.ok) throw new Error(variant.error.message);
  const solution = loaded.value.files.get("solution.ts") ?? "";
  const texts = new Map(
    solution.split(/\n(?=(?:export )?function )/).map((text) => [/function (\w+)/.exec(text)?.[1] ?? "", text]),
  );
  const source = [...kept.map((name) => texts.get(name) ?? ""), ...Object.values(functions)].join("\n");
  const report = await grade(loaded.value, variant.value, { implement: { kind: "code", source } }, runner, {
    hiddenSeed,
    without: ["trains"],
    diagnose: false,
  });
  return report.parts.flatMap(({ checks }) => checks).find(({ kind }) => kind === "consistent");
}

const TYPES = "type Params = { W1: Tensor; b1: Tensor; W2: Tensor; b2: Tensor };";
const TRAIN = "export function train(p, X, Y, o) { return { ...p, losses: [] }; }";
const PASS = `const pass = (p, X) => {
  const A1 = nd.tanh(nd.matmul(p.W1, X).add(p.b1));
  return { A1, A2: nd.sigmoid(nd.matmul(p.W2, A1).add(p.b2)) };
};`;
/** A backward pass of tanh-swap from the error at the output. */
const back = (error: string, more = "") => `export function backward(p, X, Y) {
  const { A1, A2 } = forward(p, X);
  const m = X.shape[1];
  const d2 = ${error};
  const d1 = nd.matmul(p.W2.T, d2).mul(nd.sub(1, nd.square(A1)));
  return { dW1: nd.matmul(d1, X.T)${more.replaceAll("?", "W1")}, db1: d1.sum(1, true), dW2: nd.matmul(d2, A1.T)${more.replaceAll("?", "W2")}, db2: d2.sum(1, true) };
}`;

describe("A loss past the forward pass", () => {
  it.each(["beside", "a", "b", "c", "d", "e"])(
    "counts for nothing where it is a sum of the parameters times a number made of the data, whatever is drawn: %s",
    async (hiddenSeed) => {
      const number = "X.sum().add(Y.sum())";
      const found = await ownDerivative(
        "tanh-swap",
        {
          loss: `export function loss(p, X, Y) { forward(p, X); const k = ${number}; return p.W1.sum().add(p.b1.sum()).add(p.W2.sum()).add(p.b2.sum()).mul(k).item(); }`,
          backward: `export function backward(p, X, Y) { forward(p, X); const k = ${number}; return { dW1: p.W1.mul(0).add(k), db1: p.b1.mul(0).add(k), dW2: p.W2.mul(0).add(k), db2: p.b2.mul(0).add(k) }; }`,
          train: TRAIN,
          TYPES,
        },
        ["forward"],
        hiddenSeed,
      );
      expect([found?.verdict, found?.message]).toEqual([
        "incorrect",
        "loss goes by the parameters past what forward gives back: with other Y, backward changes in ways in which no output does. Compute loss from what forward gives.",
      ]);
    },
  );

  it("counts for nothing where it takes one layer only", async () => {
    const found = await ownDerivative(
      "tanh-swap",
      {
        loss: "export function loss(p, X, Y) { forward(p, X); return nd.square(nd.matmul(p.W1, X)).sum().mul(Y.sum().add(1)).item(); }",
        backward:
          "export function backward(p, X, Y) { forward(p, X); const d = nd.matmul(p.W1, X).mul(2).mul(Y.sum().add(1)); return { dW1: nd.matmul(d, X.T), db1: p.b1.mul(0), dW2: p.W2.mul(0), db2: p.b2.mul(0) }; }",
        train: TRAIN,
        TYPES,
      },
      ["forward"],
    );
    expect(found?.verdict).toBe("incorrect");
  });

  it.each([
    [
      "the sum in place of the mean",
      "Y.mul(nd.log(A2)).add(nd.sub(1, Y).mul(nd.log(nd.sub(1, A2)))).sum().neg()",
      "A2.sub(Y)",
      "",
    ],
    ["a squared error", "nd.square(A2.sub(Y)).sum()", "A2.sub(Y).mul(2).mul(A2).mul(nd.sub(1, A2))", ""],
    [
      "a penalty that nobody asked for",
      "nd.square(A2.sub(Y)).sum().add(nd.square(p.W1).sum().add(nd.square(p.W2).sum()).mul(0.3))",
      "A2.sub(Y).mul(2).mul(A2).mul(nd.sub(1, A2))",
      ".add(p.?.mul(0.6))",
    ],
  ])("is none of these, which count: %s", async (_, value, error, more) => {
    const found = await ownDerivative(
      "tanh-swap",
      {
        TYPES,
        PASS,
        forward: "export function forward(p, X) { return pass(p, X); }",
        loss: `export function loss(p, X, Y) { const { A2 } = forward(p, X); return ${value}.item(); }`,
        backward: back(error, more),
        train: TRAIN,
      },
      [],
    );
    expect([found?.verdict, found?.message]).toEqual(["correct", "backward is the derivative of loss on all 4 cases."]);
  });
});
