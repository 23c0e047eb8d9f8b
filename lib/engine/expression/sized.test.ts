import { describe, expect, it } from "vitest";
import { inferShape, nodeWords, parseIn, readNetwork } from "./index.ts";

const read = readNetwork({
  drawn: { A: [3, 4], P: [3, 3], u: [3, 1], w: [4, 1], c: [] },
  defined: [],
  g: "general",
});
if (!read.ok) throw new Error(read.error.problem.message);
const network = read.value;

function told(text: string): string {
  const formula = parseIn(text, network);
  if (!formula.ok) return formula.error.message;
  const shape = inferShape(formula.value, network.shapes);
  return shape.ok ? `${nodeWords(formula.value.root)} is ${shape.value.join("×")}` : shape.error.message;
}

describe("ones and identities without a size", () => {
  it.each([
    ["A \\mathbf{1}", "A ones(4) is 3×1"],
    ["\\mathbf 1^\\top A", "ones(3)ᵀ A is 1×4"],
    ["𝟏^T A 𝟏", "ones(3)ᵀ A ones(4) is 1×1"],
    ["A \\vec{1}", "A ones(4) is 3×1"],
    ["A \\mathbf{1}_4", "A ones(4) is 3×1"],
    ["A \\mathbf{1}_{4 \\times 1}", "A ones(4) is 3×1"],
    ["I A", "eye(3) A is 3×4"],
    ["A I_4", "A eye(4) is 3×4"],
    ["(I - u u^T)", "eye(3) − u uᵀ is 3×3"],
    ["\\mathbb{I} u", "eye(3) u is 3×1"],
  ])("take the only one that fits: %s", (typed, expected) => {
    expect(told(typed)).toBe(expected);
  });

  it("are the number 1 where several sizes or none would do", () => {
    expect(told("c \\mathbf{1}")).toBe("c · 1 is ");
    expect(told("u .* u \\mathbf{1}")).toBe("(u ⊙ u) · 1 is 3×1");
  });

  it("say so where no size of I fits, or several do, and not where something else is amiss", () => {
    expect(told("c I")).toBe("No size of I fits here, or several do. Say which: I_3 or eye(3).");
    expect(told("(u + w) + I")).toBe("u is 3×1, w is 4×1: only equal sizes can be added or subtracted.");
  });

  it("are not sought where I is a name of the exercise's own, and an indicator stays one", () => {
    const own = readNetwork({ drawn: { I: [3, 2], x: [2, 1] }, defined: [], g: "general" });
    if (!own.ok) throw new Error(own.error.problem.message);
    const formula = parseIn("I x", own.value);
    expect(formula.ok && nodeWords(formula.value.root)).toBe("I x");
    expect(told("\\mathbf{1}_{u > 0} .* u")).toBe("(u > 0) ⊙ u is 3×1");
    expect(told("I(u > 0) .* u")).toBe("(u > 0) ⊙ u is 3×1");
  });
});
