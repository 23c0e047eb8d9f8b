import { describe, expect, it } from "vitest";
import { inferShape, type Network, nodeWords, parseIn, type ReadNetwork, readNetwork, readSteps } from "./index.ts";

function told(text: string, asked?: readonly number[], at = network): string {
  const formula = parseIn(text, at, asked);
  if (!formula.ok) return formula.error.message;
  const shape = inferShape(formula.value, at.shapes);
  return shape.ok ? `${nodeWords(formula.value.root)} is ${shape.value.join("×")}` : shape.error.message;
}

function networkOf(drawn: Network["drawn"], more: Partial<Network> = {}): ReadNetwork {
  const read = readNetwork({ drawn, defined: [], g: "general", ...more });
  if (!read.ok) throw new Error(read.error.problem.message);
  return read.value;
}

const network = networkOf({ A: [3, 4], P: [3, 3], u: [3, 1], w: [4, 1], c: [] });

describe("ones and identities without a size", () => {
  it.each([
    ["A \\mathbf{1}", "A ones(4) is 3×1"],
    ["\\mathbf 1^\\top A", "ones(3)ᵀ A is 1×4"],
    ["𝟏^T A 𝟏", "ones(3)ᵀ A ones(4) is 1×1"],
    ["A \\vec{1}", "A ones(4) is 3×1"],
    ["A \\mathbf{1}_4", "A ones(4) is 3×1"],
    ["A \\mathbf{1}_{4 \\times 1}", "A ones(4, 1) is 3×1"],
    ["I A", "eye(3) A is 3×4"],
    ["A I_4", "A eye(4) is 3×4"],
    ["(I - u u^T)", "eye(3) − u uᵀ is 3×3"],
    ["\\mathbb{I} u", "eye(3) u is 3×1"],
  ])("take the only one that fits: %s", (typed, expected) => {
    expect(told(typed)).toBe(expected);
  });

  it("take the shape that is asked for where nothing else tells", () => {
    expect(told("A w \\mathbf 1^T", [3, 5])).toBe("A w ones(5)ᵀ is 3×5");
    expect(told("\\mathbf 1 w^T", [3, 4])).toBe("ones(3) wᵀ is 3×4");
    expect(told("c I", [3, 3])).toBe("c eye(3) is 3×3");
  });

  it("take the size of the others of their letter, so that 1ᵀ1 counts them", () => {
    expect(told("(\\mathbf 1^T u) / (\\mathbf 1^T \\mathbf 1)")).toBe("ones(3)ᵀ u / (ones(3)ᵀ ones(3)) is 1×1");
  });

  it("are the number 1 where that is the same, and never where they are turned or multiplied as a matrix", () => {
    expect(told("c \\mathbf{1}")).toBe("c · 1 is ");
    expect(told("\\mathbf 1 - c")).toBe("1 − c is ");
    expect(told("(\\mathbf 1 - c) A")).toBe("(1 − c) A is 3×4");
    expect(told("(\\mathbf 1^T \\mathbf 1) u")).toBe("No size of 𝟏 fits here, or several do. Say which: ones(3).");
    expect(told("A w \\mathbf 1^T")).toBe("No size of 𝟏 fits here, or several do. Say which: ones(3).");
  });

  it("say so where no size of I fits, or several do, and not where something else is amiss", () => {
    expect(told("c I")).toBe("No size of I fits here, or several do. Say which: I_3 or eye(3).");
    expect(told("(u + w) + I")).toBe("u is 3×1, w is 4×1: only equal sizes can be added or subtracted.");
    expect(told("(P + I)^2")).toContain("its power can mean two things");
  });

  it("are of a size that is defined and counts rows or columns, as m = 3", () => {
    const batch = networkOf({ D: [1, 3], X: [2, 3] }, { defined: ["m = 3"] });
    expect(told("\\frac1m D \\mathbf{1}_m", [1, 1], batch)).toBe("1 / m D ones(m) is 1×1");
    expect(told("\\frac1m D I_m X^T", [1, 2], batch)).toBe("1 / m D eye(m) Xᵀ is 1×2");
    expect(told("D ones(m)", [1, 1], batch)).toBe("D ones(m) is 1×1");
  });

  it("take no notice of an index that is no size, as a number that counts nothing, or no name", () => {
    const batch = networkOf({ D: [1, 3], X: [2, 3] }, { defined: ["k = 7"] });
    expect(told("\\frac1k D \\mathbf{1}_k", [1, 1], batch)).toBe("1 / k D ones(3) is 1×1");
    expect(told("D \\mathbf{1}_n", [1, 1], batch)).toBe("D ones(3) is 1×1");
    expect(told("D I_k X^T", [1, 2], batch)).toBe("D eye(3) Xᵀ is 1×2");
  });

  it("leave numbers alone in a network of one size", () => {
    const one = networkOf({ x: [3, 1], b: [], y: [] });
    expect(told("\\sigma(b)(\\mathbf 1 - \\sigma(b))", [], one)).toBe("σ(b) (1 − σ(b)) is ");
    expect(told("\\mathbf 1 - y", [], one)).toBe("1 − y is ");
  });

  it("are found at once in a long line", () => {
    const line = Array.from({ length: 12 }, () => "A \\mathbf 1 \\mathbf 1^T").join(" + ");
    const began = performance.now();
    expect(told(`A + ${line}`)).toContain("ones(4) ones(4)ᵀ");
    expect(performance.now() - began).toBeLessThan(500);
  });

  it("are not sought where I is a name of the exercise's own or of the answer's, and an indicator stays one", () => {
    const own = networkOf({ I: [3, 2], I1: [2, 1], x: [2, 1] });
    expect(told("I x", undefined, own)).toBe("I x is 3×1");
    expect(told("I3 x", undefined, networkOf({ I1: [2, 1], x: [2, 1] }))).toContain("There is no I3 here.");
    const asked = { id: "d", tex: "d", shape: [3, 1] };
    for (const name of ["I", "I1", "I_1"]) {
      const { steps } = readSteps(`${name} = A w\nd = ${name} .* u`, asked, network);
      expect(steps.map(({ problem, kind }) => problem?.message ?? kind)).toEqual(["define", "main"]);
    }
    expect(told("\\mathbf{1}_{u > 0} .* u")).toBe("(u > 0) ⊙ u is 3×1");
    expect(told("\\mathbf{1}_{\\{u > 0\\}} .* u")).toBe("(u > 0) ⊙ u is 3×1");
    expect(told("I(u > 0) .* u")).toBe("(u > 0) ⊙ u is 3×1");
  });

  it("leave a power of e to a symbol H, though ^H transposes elsewhere", () => {
    const own = networkOf({ H: [3, 1] });
    expect(told("e^H / sum(e^H)", undefined, own)).toBe("exp(H) / sum(exp(H)) is 3×1");
    expect(told("A^H u")).toBe("Aᵀ u is 4×1");
  });
});
