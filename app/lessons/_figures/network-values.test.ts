import { describe, expect, it } from "vitest";
import { type NetworkOptions, networkValues } from "./network-values.ts";

const options: NetworkOptions = {
  x: [0.6, -1.2],
  y: 1,
  W1: [
    [0.8, -0.5],
    [-0.4, 0.9],
    [0.3, 0.7],
  ],
  b1: [0.1, 0, -0.2],
  W2: [1.1, -0.7, 0.6],
  b2: 0.05,
  activation: "tanh",
  at: "z1",
};

describe("One example through the network of the lesson", () => {
  it("gives the values that the formulas give", () => {
    const values = networkValues(options);
    // z1 by hand: 0.8·0.6 + 0.5·1.2 + 0.1 = 1.18; −0.24 − 1.08 = −1.32; 0.18 − 0.84 − 0.2 = −0.86
    expect(values.z1.map((z) => Number(z.toFixed(10)))).toEqual([1.18, -1.32, -0.86]);
    expect(values.a1.map((a) => Number(a.toFixed(3)))).toEqual([0.827, -0.867, -0.696]);
    expect(Number(values.d2.toFixed(3))).toBe(-0.241);
  });

  it("carries back what a nudge of each hidden sum does to the loss", () => {
    const values = networkValues(options);
    for (const i of [0, 1, 2]) {
      const nudged = (by: number) =>
        networkValues({ ...options, b1: options.b1.map((b, k) => (k === i ? b + by : b)) }).L;
      expect(values.d1[i]).toBeCloseTo((nudged(1e-6) - nudged(-1e-6)) / 2e-6, 7);
    }
  });
});
