import { describe, expect, test } from "vitest";
import { aligned, divergedAt, thinned } from "./loss-series.ts";

const now = {
  label: "attempt 3",
  role: "now",
  points: [
    [0, 0.7],
    [10, 0.4],
    [20, 0.3],
  ],
} as const;
const earlier = {
  label: "attempt 1",
  role: "earlier",
  points: [
    [0, 0.7],
    [15, 0.5],
  ],
} as const;

describe("losses of several runs in one figure", () => {
  test("runs with other epochs share one axis, with gaps where a run has no value", () => {
    expect(aligned([now, earlier])).toEqual([
      [0, 10, 15, 20],
      [0.7, 0.4, null, 0.3],
      [0.7, null, 0.5, null],
    ]);
  });

  test("a loss that is not a number leaves a gap, and its epoch is known", () => {
    const points = [
      [0, 1],
      [1, 9],
      [2, Number.NaN],
    ] as const;
    expect(divergedAt(points)).toBe(2);
    expect(aligned([{ ...now, points }])[1]).toEqual([1, 9, null]);
    expect(divergedAt(now.points)).toBeNull();
  });

  test("a long run is thinned and keeps both ends", () => {
    const long = Array.from({ length: 10_000 }, (_, at) => [at, 1 / (at + 1)] as const);
    const thin = thinned(long, 400);
    expect(thin).toHaveLength(400);
    expect([thin[0], thin.at(-1)]).toEqual([long[0], long.at(-1)]);
  });
});
