import { describe, expect, it } from "vitest";
import type { CheckReport, Evidence, StepEvidence } from "#lib/core/report.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { exerciseFromFiles } from "../../exercise/node.ts";
import { grade } from "../index.ts";

// (x tanh x)′ = tanh x + x (1 − tanh² x) and (x tanh x)″ = 2 (1 − tanh² x)(1 − x tanh x); three layers without biases.
const YAML = `
slug: own-lines
title: Own lines
summary: Lines that follow from others.
lesson: 01-walking-downhill
parts:
  - id: twice
    title: Twice
    kind: derivation
    network: { drawn: { x: [] }, defined: [], g: tanh }
    lines:
      - { id: df, tex: "f'(x)", shape: [], answer: "tanh(x) + x (1 - tanh(x)^2)", points: 1 }
      - { id: ddf, tex: "f''(x)", shape: [], answer: "2 (1 - tanh(x)^2) (1 - x tanh(x))", points: 1 }
  - id: loss
    title: Loss
    kind: derivation
    network: { drawn: { w: [], x: [], y: [], X: [3], V: [1, 3] }, defined: ["yhat = tanh(w x)"], g: tanh }
    lines:
      - { id: L, tex: "L", shape: [], answer: "(yhat - y)^2", points: 1 }
      - { id: dw, tex: 'dL/dw', shape: [], answer: "2 (yhat - y) (1 - yhat^2) x", points: 1 }
      - { id: q, tex: "q", shape: [], answer: "w X^T V^T + V X", points: 1 }
      - { id: dq, tex: "dq/dw", shape: [], answer: "V X", points: 1 }
  - id: errors
    title: Errors
    kind: derivation
    network:
      drawn: { x: [2], y: [1], W1: [4, 2], W2: [3, 4], W3: [1, 3] }
      defined: ["z1 = W1 x", "a1 = g(z1)", "z2 = W2 a1", "a2 = g(z2)", "yhat = W3 a2"]
      g: general
    lines:
      - { id: delta3, tex: '\\delta_3', shape: [1, 1], answer: "yhat - y", points: 1 }
      - { id: delta2, tex: '\\delta_2', shape: [3, 1], answer: "W3^T delta3 .* g'(z2)", points: 1 }
      - { id: delta1, tex: '\\delta_1', shape: [4, 1], answer: "W2^T delta2 .* g'(z1)", points: 1 }
  - id: output
    title: Output
    kind: derivation
    network:
      drawn: { a1: [5, 1], W2: [3, 5], b2: [3, 1] }
      defined: []
      g: general
      synonyms: { yhat: [a2, z2] }
    lines:
      - { id: yhat, tex: '\\hat y', shape: [3, 1], answer: "W2 a1 + b2", points: 1 }
`;
const loaded = exerciseFromFiles(
  new Map([
    ["exercise.yaml", YAML],
    ["statement.md", "Derive."],
  ]),
);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const exercise = loaded.value;
const runner = createLocalRunner();

type Formula = Extract<Evidence, { kind: "formula" }>;

const gradeLine = (part: string, line: string, text: string) => gradeLines(part, { [line]: text }, line);

async function gradeLines(
  part: string,
  lines: { readonly [line: string]: string },
  line: string,
): Promise<CheckReport & { readonly evidence: Formula }> {
  const answer = { [part]: { kind: "derivation" as const, lines } };
  const report = await grade(exercise, { seed: "printed", given: {} }, answer, runner, {
    hiddenSeed: "s",
    parts: [part],
  });
  const check = report.parts.find(({ id }) => id === part)?.checks.find(({ id }) => id === line);
  return check as CheckReport & { readonly evidence: Formula };
}

const marks = ({ evidence }: { readonly evidence: Formula }): readonly StepEvidence["mark"][] =>
  (evidence.steps ?? []).map(({ mark }) => mark);

describe("a line that is the derivative of an own line above", () => {
  // (1 − tanh²)′ = −2 tanh (1 − tanh²), though f″ is another function.
  it.each([
    ["1 - tanh(x)^2", "-2 tanh(x) (1 - tanh(x)^2)"],
    ["1 - tanh(x)^2", "f'' = -2 tanh x sech(x)^2"],
    ["1 - tanh(x)^2", "-2 tanh(x) tanh'(x) = -2 tanh(x) (1 - tanh(x)^2)"],
    ["x tanh(x)^2", "d/dx (x tanh(x)^2) = tanh(x)^2 + 2 x tanh(x) (1 - tanh(x)^2)"],
    ["1 - tanh(x)^2", "2 (1 - tanh(x)^2) (1 - x tanh(x))"],
  ])("holds where it follows from that, or is right: %s, %s", async (df, ddf) => {
    expect((await gradeLines("twice", { df, ddf }, "df")).points).toBe(0);
    const check = await gradeLines("twice", { df, ddf }, "ddf");
    expect([check.points, check.diagnosis]).toEqual([1, null]);
  });

  it("holds for a loss and its derivative by a weight, through what lies between, and not for matrices", async () => {
    const half = { L: "(yhat - y)^2 / 2", dw: "(yhat - y) (1 - yhat^2) x" };
    expect((await gradeLines("loss", half, "dw")).points).toBe(1);
    expect((await gradeLines("loss", half, "dw")).message).toContain(
      "the derivative of L by w, for L as you entered it",
    );
    expect((await gradeLines("loss", { ...half, dw: "(yhat - y) x" }, "dw")).points).toBe(0);
    const matrices = { q: "w X^T V^T + (w X)^T V^T", dq: "3 V X" };
    expect((await gradeLines("loss", matrices, "dq")).points).toBe(0);
  });

  it("is told as such", async () => {
    const check = await gradeLines("twice", { df: "1 - tanh(x)^2", ddf: "-2 tanh(x) (1 - tanh(x)^2)" }, "ddf");
    expect(check.message).toBe("Equal at 8 of 8 points to the derivative of df by x, for df as you entered it.");
  });

  it.each([
    ["1 - tanh(x)^2", "2 tanh(x) (1 - tanh(x)^2)"],
    ["1 - tanh(x)^2", "1 - tanh(x)^2"],
    ["tanh(x) + x (1 - tanh(x)^2)", "-2 tanh(x) (1 - tanh(x)^2)"],
    // Nothing is derived where the own line is so short that a number comes out.
    ["x", "1"],
  ])("does not hold where it does not follow: %s, %s", async (df, ddf) => {
    expect((await gradeLines("twice", { df, ddf }, "ddf")).points).toBe(0);
  });
});

describe("a name that the exercise gives to another line", () => {
  it("stands for that line: what is false of it is told where it is said", async () => {
    const off = await gradeLine("errors", "delta3", `delta2 = W3^T (yhat - y)\ndelta3 = yhat - y`);
    expect(marks(off)).toEqual(["differs", "holds"]);
    expect(off.evidence.steps?.[0]?.message).toBe("This is not δ2.");
    const words = off.evidence.steps?.[0]?.witness?.words;
    expect(words).toMatch(/^(?:With .*|In a small case): asked for is /);
    expect(off.message).toMatch(/^Equal at 8 of 8 points\. That is half of the points\. Line 1: This is not δ2\. /);
    expect(off.message.endsWith(words ?? "–")).toBe(true);
    expect([off.points, off.message]).toEqual([0.5, expect.stringContaining("Line 1: This is not δ2.")]);
    const sized = await gradeLine("errors", "delta3", "delta2 = W2\ndelta3 = yhat - y");
    expect(sized.evidence.steps?.[0]?.message).toBe("This is 3×4, and δ2 is 3×1.");
  });

  it("may be defined as it is, also by own lines above that are off; other names are the person's own", async () => {
    for (const [delta3, delta2] of [
      ["yhat - y", "delta1 = W2^T (W3^T delta3 .* g'(z2)) .* g'(z1)\ndelta2 = W3^T delta3 .* g'(z2)"],
      ["y - yhat", "delta1 = W2^T (W3^T delta3 .* g'(z2)) .* g'(z1)\ndelta2 = W3^T delta3 .* g'(z2)"],
      ["yhat - y", "s = g(z2)\ndelta2 = W3^T delta3 .* g'(z2)"],
    ] as const) {
      const check = await gradeLines("errors", { delta3, delta2 }, "delta2");
      expect([check.points, marks(check)]).toEqual([1, ["defines", "holds"]]);
    }
  });
});

describe("what a derivative on the left is", () => {
  it("is looked at where it can be computed: a slope that is none, as a column or a matrix", async () => {
    for (const said of ["da2/dz2 = g'(a2)", "\\frac{\\partial a_2}{\\partial z_2} = \\operatorname{diag}(g(z_2))"]) {
      const check = await gradeLine("errors", "delta2", `${said}\ndelta2 = W3^T delta3 .* g'(z2)`);
      expect([said, check.points, marks(check)]).toEqual([said, 0.5, ["differs", "holds"]]);
      expect(check.message).toContain("Line 1: The two sides of this = are not equal. With ");
    }
    for (const said of [
      "da2/dz2 = g'(z2)",
      "da2/dz2 = diag(g'(z2))",
      "dz2/da1 = W2",
      "dL/da2 = W3^T delta3",
      "da2/dz2 = g'(z2) = g'(W2 a1)",
    ]) {
      const check = await gradeLine("errors", "delta2", `${said}\ndelta2 = W3^T delta3 .* g'(z2)`);
      expect([said, check.points, check.message]).toEqual([said, 1, expect.not.stringContaining("not equal")]);
    }
  });
});

describe("one formula that is wrong", () => {
  it("is shown a small case with what it depends on, and no more", async () => {
    const check = await gradeLine("errors", "delta1", "W2^T delta2");
    const [step] = check.evidence.steps ?? [];
    expect(step?.witness?.given.map(({ name }) => name)).toEqual(["x", "W1", "W2", "delta2"]);
    expect(step?.witness?.g).not.toBeNull();
    expect(step?.witness?.words).toMatch(/^With x = [^y]*: asked for is \S+, here \S+\.$/);
    expect(check.message).toBe(`Equal at 0 of 8 points. ${step?.witness?.words}`);
    const linear = await gradeLine("errors", "delta3", "y - yhat");
    expect(linear.evidence.steps?.[0]?.witness).toMatchObject({ given: [{ name: "y" }, { name: "yhat" }], g: null });
    // 3 − y: the prediction goes back to all that is drawn.
    const far = await gradeLine("errors", "delta3", "3 - y");
    expect(far.evidence.steps?.[0]?.witness?.given.map(({ name }) => name)).toEqual(["x", "y", "W1", "W2", "W3"]);
  });

  it("and one that holds, or has other sizes, is shown none", async () => {
    for (const text of ["yhat - y", "yhat - W3"])
      expect((await gradeLine("errors", "delta3", text)).evidence.steps?.[0]?.witness ?? null).toBeNull();
  });
});

describe("another name of the line itself", () => {
  it.each([
    "z2 = W2 a1 + b2\nyhat = z2",
    "z^{[2]} = W2 a1 + b2\n\\hat y = z^{[2]}",
    "z2 = W2 a1 + b2\na2 = z2\nyhat = a2",
    "z2 = W2 a1 + b2 = yhat",
    "yhat = z2 = W2 a1 + b2",
    "yhat = z2\nz2 = W2 a1 + b2",
  ])("says nothing further of it: %s", async (text) => {
    const check = await gradeLine("output", "yhat", text);
    expect([check.points, check.message]).toEqual([1, "Equal at 8 of 8 points."]);
  });

  it("is no answer by itself, and makes nothing right", async () => {
    const alone = await gradeLine("output", "yhat", "yhat = z2");
    expect([alone.points, alone.message]).toEqual([0, expect.stringContaining("There is no z2 here.")]);
    const named = await gradeLine("output", "yhat", "yhat = z2\nq = W2 a1 + b2");
    expect(named.points).toBe(0);
    const off = await gradeLine("output", "yhat", "z2 = W2 a1 - b2\nyhat = z2");
    expect([off.points, marks(off)]).toEqual([0, ["differs"]]);
  });
});
