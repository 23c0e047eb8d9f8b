import { describe, expect, it } from "vitest";
import { METRICS } from "./metrics.ts";

const rows = (...values: number[][]) => ({
  shape: [values.length, values[0]?.length ?? 0],
  data: Float64Array.from(values.flat()),
});

describe("how a trained answer is measured", () => {
  it("counts what is on the right side of one half", () => {
    expect(METRICS.accuracy.measure(rows([0.2, 0.7, 0.5, Number.NaN]), rows([0, 1, 1, 0]))).toBe(0.5);
  });

  it("takes the root of the mean square over all entries", () => {
    expect(METRICS.rmse.measure(rows([3, 4], [0, 0]), rows([0, 0], [0, 0]))).toBe(2.5);
  });

  it("measures each output by the spread of its own target, and keeps the largest", () => {
    // Row 1: every miss is 10, and the deviation of 80 and 120 is 20: 0.5. Row 2: every miss is 0.01, the deviation 0.01: 1.
    const wanted = rows([80, 120], [0.01, 0.03]);
    expect(METRICS.nrmse.measure(rows([90, 110], [0.02, 0.02]), wanted)).toBeCloseTo(1, 12);
    expect(METRICS.nrmse.measure(rows([90, 110], [0.01, 0.03]), wanted)).toBeCloseTo(0.5, 12);
  });

  it("sees an output that is never learned, where the common error hides it", () => {
    const wanted = rows([80, 120], [0.01, 0.03]);
    const off = rows([80, 120], [0, 0]);
    expect(METRICS.rmse.measure(off, wanted)).toBeLessThan(0.02);
    expect(METRICS.nrmse.measure(off, wanted)).toBeGreaterThan(2);
  });

  it("has no value for another size, or for what is no number", () => {
    expect(METRICS.rmse.measure(rows([1]), rows([1, 2]))).toBeNull();
    expect(METRICS.nrmse.measure(rows([1, Number.NaN]), rows([1, 2]))).toBeNull();
  });
});
