import { describe, expect, it } from "vitest";
import { createHost } from "#lib/engine/tensor/index.ts";
import { findWitness, type Network, parse, readNetwork, type Witness } from "./index.ts";

const host = createHost();

function caseOf(before: string, after: string, g: Network["g"] = "tanh"): Witness {
  const drawn = { x: [], w: [], v: [], y: [] };
  const network = readNetwork({ drawn, defined: ["z = w v x", "a = g(z)"], g });
  if (!network.ok) throw new Error(network.error.problem.message);
  const [one, other] = [before, after].map((text) => {
    const read = parse(text, network.value.names);
    if (!read.ok) throw new Error(read.error.message);
    return read.value;
  });
  const found = one && other && findWitness(one, other, network.value, host);
  if (!found) throw new Error("no case");
  return found;
}

const given = (found: Witness, name: string): number =>
  found.given.find((one) => one.name === name)?.value.data[0] ?? Number.NaN;

/** The entries differ in the third of four figures: by a hundredth of the larger. */
const isVisible = ({ before, after }: Witness): boolean => {
  const [a, b] = [before.data[0] ?? 0, after.data[0] ?? 0];
  return Math.abs(a - b) > 0.01 * Math.max(Math.abs(a), Math.abs(b));
};

describe("a small case", () => {
  // tanh 2 = 0.964 and sigma(4) = 0.982: beyond, the slope is below 0.07 and 0.02.
  it.each([
    ["w (1 - tanh(w v x)^2)", "w (1 - tanh(w v x))"],
    ["tanh(w v x) + x", "tanh(w v x) + x^2"],
    ["v x tanh'(w v x)", "v tanh'(w v x)"],
    ["y tanh(3 w)", "y + tanh(3 w)"],
  ])("is none in which tanh is flat: %s, %s", (before, after) => {
    const found = caseOf(before, after);
    const z = before.includes("3 w")
      ? 3 * given(found, "w")
      : given(found, "w") * given(found, "v") * given(found, "x");
    expect(Math.abs(z)).toBeLessThanOrEqual(2);
    expect(isVisible(found)).toBe(true);
  });

  it("looks through definitions, and at what g is", () => {
    const found = caseOf("a - y", "y - a");
    expect(Math.abs(given(found, "a"))).toBeLessThanOrEqual(0.9641);
    const squashed = caseOf("g'(z) y", "a y", "sigmoid");
    expect(Math.abs(given(squashed, "z"))).toBeLessThanOrEqual(4);
  });

  it("is a flat one where there is no other", () => {
    const found = caseOf("x + tanh(9)", "2 x + tanh(9)");
    expect(found.before.data[0]).toBeCloseTo(given(found, "x") + 1, 6);
    expect(isVisible(found)).toBe(true);
  });
});
