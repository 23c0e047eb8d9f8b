import { describe, expect, it } from "vitest";
import { createHost } from "#lib/engine/tensor/index.ts";
import { equalAt, inferShape, parseIn, type ReadNetwork, readNetwork } from "./index.ts";

const host = createHost();

/** Logistic regression over three examples; m is a number with a definition. */
const batch: ReadNetwork = (() => {
  const read = readNetwork({
    drawn: { X: [2, 3], Y: [1, 3], W: [1, 2], b: [1, 1], z: [4, 1], c: [] },
    defined: ["m = 3", "k = 2.5", "n = 7", "S = W X + b", "Yhat = sigma(S)", "Delta = Yhat - Y"],
    g: "sigmoid",
  });
  if (!read.ok) throw new Error(read.error.problem.message);
  return read.value;
})();

/** What keeps a text from being read, or what it was read as where that is not what was meant; null where it is. */
function misread(typed: string, meant: string): string | null {
  const [a, b] = [parseIn(typed, batch), parseIn(meant, batch)];
  if (!a.ok) return a.error.message;
  if (!b.ok) throw new Error(`${meant}: ${b.error.message}`);
  const shape = inferShape(a.value, batch.shapes);
  if (!shape.ok) return shape.error.message;
  return equalAt(a.value, b.value, batch, 4127, host).equal ? null : "not equal";
}

describe("a sum over examples", () => {
  it.each([
    ["\\frac1m\\sum_{k=1}^{m}\\Delta_k x_k^\\top", "Delta X^T / 3"],
    ["\\frac1m\\sum_{k=1}^{3}\\Delta_k x_k^\\top", "Delta X^T / 3"],
    ["1/m sum_{i=1}^m Delta_i", "sum(Delta)/3"],
    ["Delta ones(m) / m", "sum(Delta)/3"],
  ])("runs to a number that is defined and counts columns: %s", (typed, meant) => {
    expect(misread(typed, meant)).toBeNull();
  });

  it.each([
    ["\\sum_{i=1}^{k}\\Delta_i", "A sum runs from 1 to a size, and k is none here."],
    ["\\sum_{i=1}^{n}\\Delta_i", "A sum runs from 1 to a size, and n is none here."],
    ["\\sum_{i=1}^{2}\\Delta_i", "1×3, and i runs to 2"],
  ])("does not run to a number that counts nothing: %s", (typed, message) => {
    expect(misread(typed, "Delta")).toContain(message);
  });
});
