import { describe, expect, test } from "vitest";
import { type DerivationPart, firstOff, fits, readLine, symbolsFor } from "./formula-reading.ts";

const part: DerivationPart = {
  id: "lines",
  title: "Lines",
  points: 4,
  hints: [],
  kind: "derivation",
  network: {
    drawn: { x: [2, 1], y: [1, 1], W1: [4, 2], W2: [1, 4] },
    defined: ["z1 = W1 x", "a1 = g(z1)", "z2 = W2 a1", "yhat = sigma(z2)"],
    g: "general",
  },
  lines: [
    { id: "delta1", tex: "\\delta_1", shape: [4, 1], points: 2 },
    { id: "dW1", tex: "\\partial L/\\partial W^{[1]}", shape: [4, 2], points: 2 },
  ],
};
const [first, last] = part.lines as readonly [DerivationPart["lines"][number], DerivationPart["lines"][number]];

describe("reading a line while it is typed", () => {
  test("a line may use the lines above it, and not itself", () => {
    expect(symbolsFor(part, last).names).toContain("delta1");
    expect(symbolsFor(part, first).names).not.toContain("delta1");
  });

  test("a transposed outer product is readable, and its shape is not the one asked for", () => {
    const reading = readLine("x delta1^T", last, symbolsFor(part, last), null);
    expect(reading).toMatchObject({ shape: "2×4", conflict: true, problem: null });
    expect(reading.explanation?.operands.map(({ shape }) => shape)).toEqual([
      [2, 1],
      [1, 4],
    ]);
    expect(readLine("delta1 x^T", last, symbolsFor(part, last), null)).toMatchObject({ shape: "4×2", conflict: false });
  });

  test("while it cannot be read, the last good form stays and the column is known", () => {
    const reading = readLine("delta1 x^", last, symbolsFor(part, last), "\\delta_1 x");
    expect(reading.tex).toBe("\\delta_1 x");
    expect(reading.problem?.column).toBeGreaterThan(8);
    const below = readLine("a1 x^T\n= delta1 (x^T", last, symbolsFor(part, last), null);
    expect(below.problem).toMatchObject({ column: 10, row: "= delta1 (x^T" });
    expect(readLine("", last, symbolsFor(part, last), "\\delta_1 x").tex).toBeNull();
  });

  test("steps stand below each other, and a shape that is not asked for is told by its factors", () => {
    const steps = readLine(
      "dL/dW1 = diag(g'(z1)) W2^T (yhat - y) x^T\n= delta1 x^T",
      last,
      symbolsFor(part, last),
      null,
    );
    expect(steps).toMatchObject({ shape: "4×2", conflict: false, problem: null });
    expect(steps.tex).toMatch(/^\\begin\{aligned\} =\{\}& .* =\{\}& \\delta_\{1\} .*\\end\{aligned\}$/);
    const turned = readLine("x δ₁ᵀ", last, symbolsFor(part, last), null);
    expect(turned.story).toBe("x is 2×1, δ1ᵀ is 1×4, so the product is 2×4");
  });

  test("a number and a 1×1 matrix are the same shape", () => {
    expect(fits([], [1, 1])).toBe(true);
    expect(fits([4, 1], [4])).toBe(true);
    expect(fits([2, 4], [4, 2])).toBe(false);
  });
});

test("what came back opens the first line that does not hold, and none that was left empty", () => {
  const part = { lines: [{ id: "d3" }, { id: "d2" }, { id: "d1" }] };
  const typed = { d2: "W3^T d3", d1: "x" };
  const verdicts: { readonly [id: string]: string } = { d3: "incorrect", d2: "partial", d1: "incorrect" };
  expect(firstOff(part, typed, (id) => verdicts[id])).toBe(1);
  expect(firstOff(part, typed, () => "correct")).toBe(-1);
});
