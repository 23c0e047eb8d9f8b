import { describe, expect, it } from "vitest";
import type { CheckReport, Report } from "#lib/core/report.ts";
import { createLocalRunner } from "#lib/grading/sandbox/index.ts";
import { publicExercise } from "../../exercise/index.ts";
import { exerciseFromFiles } from "../../exercise/node.ts";
import { grade, gradePublic, precheck } from "../index.ts";

// A column z = W x, a = g(z), L with ∂L/∂a = a − y. Then d1 = (a − y) ⊙ g′(z) and dW = d1 xᵀ.
const YAML = `
slug: chain
title: A chain
summary: Two lines of a derivation.
lesson: 01-walking-downhill
parts:
  - id: lines
    title: Lines
    kind: derivation
    network:
      drawn: { x: [2, 1], y: [3, 1], W: [3, 2] }
      defined: ["z = W x", "a = g(z)"]
      g: general
    lines:
      - { id: d1, tex: "d_1", shape: [3, 1], answer: "(a - y) .* g'(z)", points: 2 }
      - { id: dW, tex: "dW", shape: [3, 2], answer: "d1 x^T", points: 1 }
      - { id: L, tex: "L", shape: [], answer: "norm(a - y)^2 / 2", points: 1 }
    mistakes:
      - id: whole
        line: L
        formula: "norm(a - y)^2"
        verdict: partial
        diagnosis: { name: the half left out, says: A square has the slope 2., next: Divide by 2. }
      - id: sign
        line: d1
        formula: "(y - a) .* g'(z)"
        verdict: partial
        diagnosis: { name: opposite sign, says: The error has the opposite sign., next: Exchange a and y. }
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
const answer = (lines: { readonly [id: string]: string }) => ({ lines: { kind: "derivation" as const, lines } });
const gradeLines = (lines: { readonly [id: string]: string }): Promise<Report> =>
  grade(exercise, { seed: "printed", given: {} }, answer(lines), runner, { hiddenSeed: "s" });
const check = (report: Report, id: string) => report.parts[0]?.checks.find((one) => one.id === id) as CheckReport;

describe("lines of a derivation", () => {
  it("hold however they are written", async () => {
    for (const dW of ["d1 x^T", "d1 @ x.T", "((a - y) .* g'(z)) x^T", "(x d1^T)^T"])
      expect((await gradeLines({ d1: "g'(z) .* (a - y)", dW })).points).toBe(3);
  });

  it("hold where they make of an own line what is asked for in truth", async () => {
    for (const [d1, dW] of [
      ["(y - a) .* g'(z)", "-d1 x^T"],
      ["(y - a) .* g'(z)", "-1 d1 x^T = -d1 x^T"],
      ["2 (a - y) .* g'(z)", "0.5 d1 x^T"],
      ["a - y", "(d1 .* g'(z)) x^T"],
    ] as const) {
      const report = await gradeLines({ d1, dW });
      expect(check(report, "d1").points, d1).toBe(0);
      expect(check(report, "dW").points, dW).toBe(1);
    }
    for (const [d1, dW] of [
      ["(y - a) .* g'(z)", "2 d1 x^T"],
      ["(a - y) .* g'(z)", "-d1 x^T"],
    ] as const)
      expect(check(await gradeLines({ d1, dW }), "dW").points, dW).toBe(0);
  });

  it("do not hold where they are right for one g only", async () => {
    const report = await gradeLines({ d1: "(a - y) .* (1 - a^2)", dW: "d1 x^T" });
    expect(check(report, "d1")).toMatchObject({ verdict: "incorrect", message: expect.stringContaining("tanh") });
  });

  it("are charged once: a line fits the lines above it as they were entered, by symbol or written out", async () => {
    for (const dW of ["d1 x^T", "((y - a) .* g'(z)) x^T"]) {
      const report = await gradeLines({ d1: "(y - a) .* g'(z)", dW });
      expect(report.points).toBe(1);
      expect(check(report, "d1").diagnosis?.id).toBe("mistake:sign");
    }
  });

  it("have half of their points where the result is right and something on the way to it is not", async () => {
    for (const [d1, told] of [
      [
        "(y - a) .* g'(z) = (a - y) .* g'(z)",
        "Line 1, at “(a - y) .* g'(z)”: The two sides of this = are not equal. With ",
      ],
      [
        "d1 = (a - y) .* g'(z) = (y - a) .* g'(z) = g'(z) .* (a - y)",
        "Line 1, at “(y - a) .* g'(z)”: This does not follow",
      ],
      ["e .* g'(z), where e = a - y, and z = W y", "W is 3×2, y is 3×1"],
      ["(a - y) .* g'(z), where g'(z) = 1 - a^2", "Line 1, at “1 - a^2”: The two sides of this = are not equal."],
      ["dW = (a - y) .* g'(z)", "The left side says ∂L/∂W, and d1 is asked for."],
    ] as const) {
      const report = check(await gradeLines({ d1 }), "d1");
      expect([d1, report.verdict, report.points, report.message]).toEqual([d1, "partial", 1, expect.any(String)]);
      expect(report.message).toContain(told);
      expect(report.message).toMatch(/^Equal at \d of \d points\. That is half of the points\. /);
    }
  });

  it("have all of them where the left side is another name for it, or the person's own, and every step holds", async () => {
    for (const d1 of [
      "d1 = (a - y) .* g'(z)",
      "G = (a - y) .* g'(z)",
      "dL/dz = (a - y) .* g'(z)",
      "\\frac{\\partial L}{\\partial z} = \\frac{\\partial L}{\\partial a}\\frac{\\partial a}{\\partial z} = (a - y) \\odot g'(z)",
      "-(y - a) .* g'(z) = (a - y) .* g'(z), where a = g(z)",
      "(a - y) .* g'(z), where z - W x = zeros(3)",
      "\\frac{\\partial a}{\\partial z} = \\operatorname{diag}(g'(z)) \\\\ d_1 = (a - y) \\odot g'(z)",
      "da/dz = g'(z)\nd1 = (a - y) .* g'(z)",
    ]) {
      const report = check(await gradeLines({ d1 }), "d1");
      expect([d1, report.points, report.message]).toEqual([d1, 2, expect.not.stringMatching(/half|not equal/)]);
    }
  });

  it("say what keeps them from being compared, with the column", async () => {
    const report = await gradeLines({ d1: "(a - y .* g'(z)", dW: "x d1^T" });
    expect(check(report, "d1").evidence).toMatchObject({ readable: false, column: expect.any(Number) });
    expect(check(report, "dW").evidence).toMatchObject({ readable: true, shape: [2, 3], expectedShape: [3, 2] });
    expect(check(report, "dW").message).toBe("x is 2×1, d1ᵀ is 1×3, so the product is 2×3, and 3×2 is asked for.");
  });

  it("that were left empty have no points and no diagnosis", async () => {
    const report = await gradeLines({});
    expect(report.points).toBe(0);
    expect(check(report, "d1")).toMatchObject({ message: "This line is empty.", diagnosis: null });
  });
});

describe("Run and Submit", () => {
  it("show of a line what is readable, with its shape, and not whether it holds", async () => {
    const run = await gradePublic(publicExercise(exercise), answer({ d1: "a - y", dW: "d1 x" }), runner);
    expect(run.parts[0]?.checks).toEqual([]);
    expect(run.parts[0]?.reading.d1).toMatchObject({ readable: true, shape: [3, 1], pointsHeld: 0, points: 0 });
    expect(run.parts[0]?.reading.dW).toMatchObject({ readable: true, shape: null });
  });

  it.each([
    ["(a - y) .* (1 - tanh z^2)", "tanh z^2 could be the power of tanh(z), or tanh of a power: write brackets."],
    ["softplus(z, 0)", "softplus has 2 arguments here; it is written softplus(z1)."],
    ["np.sigm(z, y)", "sigm has 2 arguments here; it is written sigm(z1)."],
    ["np.subtract(a)", "subtract has one argument here; it is written subtract(a, b), or a - b."],
    ["a^y", "An exponent is a whole number"],
    ["sum(a, axis=3) z", "sum takes axis=0 (down the rows) or axis=1"],
    ["s = expit(z, 1)\n= a", "Line 1: expit has 2 arguments here; it is written expit(z1)."],
  ])(
    "refuse a line that is not written as it can be computed, and name the function as typed: %s",
    async (d1, message) => {
      const refused = await precheck(exercise, answer({ d1 }), runner);
      expect(!refused.ok && refused.error[0]).toMatchObject({ field: "d1", message: expect.stringContaining(message) });
      expect(check(await gradeLines({ d1 }), "d1").evidence).toMatchObject({ readable: false });
    },
  );

  it("refuse a · between two columns that could be either product, where the shape does not say which", async () => {
    const refused = await precheck(exercise, answer({ dW: "a · y" }), runner);
    expect(!refused.ok && refused.error[0]?.message).toContain("· could be the inner product");
    expect((await gradeLines({ d1: "(a - y) · g'(z)" })).points).toBe(2);
  });

  it("take a line whose sizes do not go together: it was understood", async () => {
    for (const d1 of ["x a", "diag(W)", "outer(W, x)", "max(x, y)", "W^T a"])
      expect([d1, (await precheck(exercise, answer({ d1 }), runner)).ok]).toEqual([d1, true]);
  });

  it("refuse a line that cannot be read, and take one that does not fit", async () => {
    const refused = await precheck(exercise, answer({ d1: "(a - y" }), runner);
    expect(!refused.ok && refused.error[0]).toMatchObject({ partId: "lines", field: "d1" });
    expect((await precheck(exercise, answer({ d1: "x" }), runner)).ok).toBe(true);
  });
});

describe("a mistake of the author", () => {
  it("is named where the answer is a number, or a matrix with one entry", async () => {
    for (const L of ["norm(a - y)^2", "(a - y)^T (a - y)", "(a - y) · (a - y)"])
      expect([L, check(await gradeLines({ L }), "L").diagnosis?.id]).toEqual([L, "mistake:whole"]);
  });
});

describe("a line that no mistake of the author explains", () => {
  it("is explained by a slip in the exercise's own formula, or by a factor that holds at every point", async () => {
    const told = async (d1: string) => check(await gradeLines({ d1 }), "d1").diagnosis;
    expect(await told("(a - y) .* g'(a)")).toMatchObject({
      id: "slip:slope-at-a",
      name: "slope taken at a instead of z",
    });
    expect(await told("a - y")).toMatchObject({ id: "slip:slope-left-out" });
    expect(await told("3 g'(z) .* (a - y)")).toMatchObject({
      id: "relation:scaled",
      name: "3 times what is asked for",
    });
    expect(await told("g'(z) .* (a - y) / 7")).toMatchObject({ name: "1/7 times what is asked for" });
    expect(await told("-0.36 g'(z) .* (a - y)")).toMatchObject({ name: "−0.36 times what is asked for" });
    expect(await told("a .* y + g'(z)")).toBeNull();
  });
});
