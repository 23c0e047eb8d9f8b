import { describe, expect, it } from "vitest";
import { createRandom, randomFrom } from "./random.ts";

describe("seeded random numbers", () => {
  it("are those of xoshiro128** for the state 1, 2, 3, 4", () => {
    // The published recurrence in Python's unbounded integers, masked to 32 bits; the first by hand: rotl(2·5, 7)·9 = 11520.
    const random = randomFrom([1, 2, 3, 4]);
    const drawn = Array.from({ length: 7 }, () => random.uint32());
    expect(drawn).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034]);
  });

  it("repeat for the same seed and differ for neighbouring seeds", () => {
    const first = (seed: number | string) => Array.from({ length: 4 }, createRandom(seed).uint32);
    expect(first("4127")).toEqual(first(4127));
    expect(first(4127)).not.toEqual(first(4128));
    expect(first("ab")).not.toEqual(first("ba"));
  });

  it("stay within their bounds and fill them", () => {
    const random = createRandom("bounds");
    const uniforms = Array.from({ length: 4000 }, () => random.uniform(-2, 3));
    expect(Math.min(...uniforms)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...uniforms)).toBeLessThan(3);
    expect(uniforms.reduce((a, b) => a + b) / 4000).toBeCloseTo(0.5, 0);
    expect(new Set(Array.from({ length: 200 }, () => random.integer(6)))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(["a", "b"]).toContain(random.pick(["a", "b"]));
  });

  it("have mean 0 and variance 1 where normal draws are imitated", () => {
    const random = createRandom("normalish");
    const draws = Array.from({ length: 20000 }, random.normalish);
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    // Four standard errors: 4/√20000 for the mean, 4·√(2/20000) for the variance.
    expect(Math.abs(mean)).toBeLessThan(0.029);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
  });

  it("refuse an all-zero state and an empty list", () => {
    expect(() => randomFrom([0, 0, 0, 0])).toThrow("all zeros");
    expect(() => createRandom(1).pick([])).toThrow("at least one");
    expect(() => createRandom(1).integer(0)).toThrow("1 ≤ n");
  });
});
