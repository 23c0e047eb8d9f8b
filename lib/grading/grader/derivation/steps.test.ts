import { describe, expect, it } from "vitest";
import type { CheckReport, Evidence, StepEvidence } from "#lib/core/report.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { publicExercise } from "../../exercise/index.ts";
import { exerciseFromFiles } from "../../exercise/node.ts";
import { grade, gradePublic, precheck } from "../index.ts";

// (x tanh x)′ = tanh x + x (1 − tanh² x); a column z = W x with ∂L/∂a = a − y, so that d1 = (a − y) ⊙ g′(z) and dW = d1 xᵀ.
const YAML = `
slug: steps
title: Steps
summary: Derivations in several steps.
lesson: 01-walking-downhill
parts:
  - id: scalar
    title: Scalar
    kind: derivation
    network: { drawn: { x: [] }, defined: [], g: general }
    lines:
      - id: df
        tex: "f'(x)"
        shape: []
        answer: |
          tanh(x) + x tanh'(x)
          = tanh(x) + x (1 - tanh(x)^2)
        points: 4
        steps: { least: 2 }
    mistakes:
      - id: no-product-rule
        line: df
        formula: "1 - tanh(x)^2"
        verdict: incorrect
        diagnosis: { name: factors derived apart, says: Each factor was derived on its own., next: Use the product rule. }
  - id: layer
    title: Layer
    kind: derivation
    network:
      sizes: { m: 4 }
      drawn: { X: [2, m], Y: [3, m], W: [3, 2], b: [3] }
      defined: ["Z = W X + b", "A = g(Z)"]
      g: general
      synonyms: { A: [H], g: [phi] }
    lines:
      - { id: dZ, tex: "\\\\frac{\\\\partial L}{\\\\partial Z}", shape: [3, 4], answer: "1/m (A - Y) .* g'(Z)", points: 2 }
      - id: dW
        tex: "\\\\frac{\\\\partial L}{\\\\partial W}"
        shape: [3, 2]
        answer: "dZ X^T"
        points: 3
        steps:
          result: 0.5
          milestones:
            - { id: slope, name: The slope at Z, formula: "g'(Z)" }
            - { id: error, name: The error of each example, formula: "A - Y" }
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

async function gradeLine(
  part: string,
  line: string,
  text: string,
): Promise<CheckReport & { readonly evidence: Formula }> {
  const answer = { [part]: { kind: "derivation" as const, lines: { [line]: text } } };
  const report = await grade(exercise, { seed: "printed", given: {} }, answer, runner, {
    hiddenSeed: "s",
    parts: [part],
  });
  const check = report.parts.find(({ id }) => id === part)?.checks.find(({ id }) => id === line);
  return check as CheckReport & { readonly evidence: Formula };
}

const marks = ({ evidence }: { readonly evidence: Formula }): readonly StepEvidence["mark"][] =>
  (evidence.steps ?? []).map(({ mark }) => mark);

describe("a derivation in several steps", () => {
  it("holds where each step follows, as a chain, line by line, or in LaTeX", async () => {
    for (const text of [
      "f'(x) = tanh(x) + x tanh'(x) = tanh(x) + x (1 - tanh(x)^2)",
      "f'(x) = tanh(x) + x*(1-tanh(x)**2)\n= tanh x + x sech^2 x",
      "\\begin{align*}\nf'(x) &= \\tanh x + x\\,\\operatorname{sech}^2 x \\\\\n &= \\tanh x + \\frac{x}{\\cosh^2 x}\n\\end{align*}",
      "tanh(x) + x tanh'(x)\ntanh(x) + x - x tanh(x)^2",
      "df/dx = tanh(x) + 4x/(e^x + e^-x)^2\n      = tanh(x)\n        + x/cosh(x)^2   // with cosh",
    ]) {
      const check = await gradeLine("scalar", "df", text);
      expect([text, check.points, marks(check)]).toEqual([text, 4, ["holds", "holds"]]);
    }
  });

  it("shows the first step that does not follow, with a small case as numbers", async () => {
    const check = await gradeLine(
      "scalar",
      "df",
      "tanh(x) + x (1 - tanh(x)^2)\n= tanh(x) + x - tanh(x)^2\n= x + tanh(x) - tanh(x)^2",
    );
    expect(marks(check)).toEqual(["holds", "differs", "follows"]);
    // Half of the points are for the result; of three steps one is right.
    expect(check.points).toBe(0.67);
    const witness = check.evidence.steps?.[1]?.witness;
    const x = witness?.given[0]?.data[0] ?? 0;
    expect(witness).toMatchObject({ given: [{ name: "x", shape: [] }], g: null });
    expect(Number.isInteger(x)).toBe(true);
    const t = Math.tanh(x);
    expect(witness?.before.data[0]).toBeCloseTo(t + x * (1 - t * t), 12);
    expect(witness?.after.data[0]).toBeCloseTo(t + x - t * t, 12);
    expect(check.evidence.steps?.[2]?.witness).toBeNull();
    expect(check.message).toContain("Line 2: This does not follow from the step before. With x =");
  });

  it("counts the result on its own, and a step that only repeats another not at all", async () => {
    expect((await gradeLine("scalar", "df", "tanh(x) + x/cosh(x)^2")).points).toBe(3);
    expect((await gradeLine("scalar", "df", "tanh(x) + x/cosh(x)^2\n= tanh(x) + x/cosh(x)^2")).points).toBe(3);
    const found = await gradeLine("scalar", "df", "tanh(x) + x\n= tanh(x) + x/cosh(x)^2");
    expect(marks(found)).toEqual(["differs", "differs"]);
    expect(found.points).toBe(2);
    expect((await gradeLine("scalar", "df", "x\n= x + 0\n= 2x - x")).points).toBe(0);
  });

  it("may name things on the way and make remarks, each with its mark", async () => {
    const check = await gradeLine(
      "scalar",
      "df",
      "let s = 1/cosh(x)\ntanh'(x) = s^2\nf'(x) = tanh(x) + x s^2\n= tanh(x) + x (1 - tanh(x)^2)",
    );
    expect(marks(check)).toEqual(["defines", "holds", "holds", "holds", "holds"]);
    expect(check.points).toBe(4);
    const off = await gradeLine("scalar", "df", "tanh'(x) = 1 - tanh(x)\nf'(x) = tanh(x) + x (1 - tanh(x)^2)");
    expect(marks(off)).toEqual(["holds", "differs", "holds"]);
    expect(off.evidence.steps?.[1]?.message).toContain("The two sides of this = are not equal.");
  });

  it("names a known mistake where it first appears", async () => {
    const check = await gradeLine("scalar", "df", "1 - tanh(x)^2\n= sech(x)^2");
    expect(check.diagnosis?.id).toBe("mistake:no-product-rule");
  });

  it("pays for milestones that occur in any step", async () => {
    const full = await gradeLine("layer", "dW", "dL/dW = 1/m ((A - Y) .* g'(Z)) X^T\n= dZ X^T");
    expect(full.points).toBe(3);
    const half = await gradeLine("layer", "dW", "dZ X^T");
    expect(half).toMatchObject({ points: 1.5, evidence: { milestones: [{ reached: false }, { reached: false }] } });
    const some = await gradeLine("layer", "dW", "(A - Y) X^T");
    expect(some).toMatchObject({ points: 0.75, evidence: { milestones: [{ reached: false }, { reached: true }] } });
    expect(some.evidence.steps?.[0]?.witness?.after.shape).toEqual([1, 1]);
  });

  it("reads sums over examples, and the names that the exercise declares", async () => {
    for (const text of [
      "\\frac1m \\sum_{i=1}^m (a^{(i)} - y^{(i)}) \\odot \\phi'(z^{(i)}) x^{(i)\\top}",
      "\\frac{1}{m}\\left((H - Y)\\odot g'(Z)\\right)X^\\top",
    ])
      expect((await gradeLine("layer", "dW", text)).evidence.steps?.map(({ mark }) => mark)).toEqual(["holds"]);
  });
});

describe("Run and Submit", () => {
  const answer = (text: string) => ({ scalar: { kind: "derivation" as const, lines: { df: text } } });

  it("name the line and the column of a step that cannot be read", async () => {
    const refused = await precheck(exercise, answer("f'(x) = tanh(x) + x\n= tanh(x) + (x"), runner);
    expect(!refused.ok && refused.error[0]).toMatchObject({ partId: "scalar", field: "df" });
    expect(!refused.ok && refused.error[0]?.message).toContain("Line 2: The bracket opened in column 13");
    expect((await precheck(exercise, answer("f'(x) = x\n= 2x"), runner)).ok).toBe(true);
  });

  it("show no mark before the server has seen it", async () => {
    const run = await gradePublic(publicExercise(exercise), answer("x = 2x"), runner);
    const { df } = run.parts[0]?.reading ?? {};
    expect(df).toMatchObject({ kind: "formula", readable: true });
    expect(df).not.toHaveProperty("steps");
  });
});

describe("what students write around their formulas", () => {
  it("is read: names, rules by their letters, numbered lines, remarks", async () => {
    for (const text of [
      "u = x, v = tanh x\nf' = u' v + u v'\n= tanh x + x sech^2 x",
      "Let s = sech x. Then f' = tanh x + x s^2\n=> f' = tanh x + x (1 - tanh^2 x)",
      "1. f'(x) = (x)' tanh x + x (tanh x)'   (by the product rule)\n2. = tanh x + x(1 - tanh²x)",
      "$f'(x) = \\frac{d}{dx}\\left[x\\tanh x\\right]$\n$= \\tanh x + x\\,\\mathrm{sech}^2 x$",
      "\\frac{df}{dx} = \\tanh x + x\\left(1-\\tanh^2 x\\right) \\\\ = \\tanh x + x - x\\tanh^2 x",
      "u(x) = x, v(x) = tanh x\nf'(x) = u'(x) v(x) + u(x) v'(x)\n= \\frac{d}{dx}(x) \\tanh x + x \\frac{d}{dx}\\tanh x",
      "y' = tanh(x)\n     + x sech(x)^2\n   = tanh(x) + x/cosh(x)**2",
    ]) {
      const check = await gradeLine("scalar", "df", text);
      const off = check.evidence.steps?.filter(({ mark }) => mark !== "holds" && mark !== "defines");
      expect([text, check.points, off]).toEqual([text, 4, []]);
    }
  });

  it("costs a bounded effort, and says so where there is too much of it", async () => {
    const started = performance.now();
    const check = await gradeLine("scalar", "df", "x\n".repeat(1990));
    expect(check.message).toContain("At most 24 steps");
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
