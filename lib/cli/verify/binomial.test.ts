import fc from "fast-check";
import { expect, it } from "vitest";
import { passProbability } from "./binomial.ts";

// Without any measurement the posterior is the uniform prior, under which every count 0 … n is equally likely.
it("gives every count the same probability before anything was measured", () => {
  expect(passProbability(0, 0, 8, 10)).toBeCloseTo(3 / 11, 12);
});

// All of 100 reached: P(5 of 5) = B(106, 1) / B(101, 1) = 101 / 106.
it("does not take 100 of 100 for certainty", () => {
  expect(passProbability(100, 100, 5, 5)).toBeCloseTo(101 / 106, 12);
  expect(passProbability(100, 100, 7, 10)).toBeGreaterThan(0.999);
  expect(passProbability(0, 100, 7, 10)).toBeLessThan(0.001);
});

it("is one where nothing is asked for, and falls with what is asked for", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 20 }), (reached, n) => {
      expect(passProbability(reached, 100, 0, n)).toBeCloseTo(1, 9);
      for (let k = 1; k <= n; k++)
        expect(passProbability(reached, 100, k, n)).toBeLessThanOrEqual(
          passProbability(reached, 100, k - 1, n) + 1e-12,
        );
    }),
  );
});
