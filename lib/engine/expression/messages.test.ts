import { expect, it } from "vitest";
import { isNotation, readNetwork, readSteps } from "./index.ts";

const network = (() => {
  const read = readNetwork({
    drawn: { x: [2, 1], y: [3, 1], W1: [4, 2], W2: [3, 4] },
    defined: ["z1 = W1 x", "a1 = g(z1)", "z2 = W2 a1", "delta2 = z2 - y"],
    g: "relu",
  });
  if (!read.ok) throw new Error(read.error.problem.message);
  return read.value;
})();

const said = (text: string, shape: readonly number[]) =>
  readSteps(text, { id: "D", tex: "D", shape }, network).steps.at(-1)?.problem?.message ?? null;

it.each([
  "\\delta_{ij} H(z_i)",
  "D_{ij} = \\delta_{ij} H(z_i)",
  "D_{ij} = \\begin{cases} 1 & i = j \\land z_i > 0 \\\\ 0 & \\text{else} \\end{cases}",
])("of entries the letter that does not exist is told, and not one that numbers them: %s", (text) => {
  expect(said(text, [4, 4])).toMatch(/^There is no z_i here\. Of which layer\?/);
});

it("letters that number entries of what exists are read, and a δ with two letters alone is no name", () => {
  expect(said("\\delta_{ij} H(z1_i)", [4, 4])).toBeNull();
  expect(said("q delta2", [3, 1])).toMatch(/^There is no q here\./);
});

it("a derivative in one line is read with LaTeX's ∂ as with the sign, and the matrix is asked for where it is no slope", () => {
  for (const text of ["\\partial a1/\\partial z1", "\\partial a_1 / \\partial z_1", "∂a1/∂z1"])
    expect([text, said(text, [4, 4])]).toEqual([text, null]);
  for (const text of ["(\\partial z2/\\partial a1)^T delta2", "\\partial z_2/\\partial a_1 delta2"])
    expect([text, said(text, [4, 1])]).toEqual([text, expect.stringContaining("Write the matrix in its place")]);
});

it("a product whose first pair does not fit is told how the rest of it goes with the first factor", () => {
  expect(said("g'(z1) W2^T delta2", [4, 1])).toBe(
    "g′(z1) is 4×1, W2ᵀ is 4×3: the inner sizes 1 and 4 do not agree. Write .* before W2ᵀ δ2 to multiply entry by entry.",
  );
  expect(said("g'(z1) W2^T W2 x", [4, 1])).not.toContain(".*");
  expect(said("g'(z1) W2^T W2 a1 x^T", [4, 2])).toContain("Write .* before W2ᵀ W2 a1 to multiply entry by entry.");
  expect(said("x W2^T delta2", [4, 1])).not.toContain(".*");
  expect(said("x .* W2^T delta2", [4, 1])).not.toContain("brackets");
  expect(said("g'(z1) .* W2^T delta2", [4, 1])).toBeNull();
});

it("sizes that do not go together are no matter of notation", () => {
  const [step] = readSteps("g'(z1) W2^T delta2", { id: "d", tex: "d", shape: [4, 1] }, network).steps;
  expect(step?.problem && isNotation(step.problem)).toBe(false);
});
