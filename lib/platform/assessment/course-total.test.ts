import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { courseTotal, weightsInAll } from "./course-total.ts";

const set = (weight: number, ...exercises: readonly (readonly [number | null, number])[]) => ({
  weight,
  exercises: exercises.map(([points, outOf]) => ({ points, outOf })),
});

describe("the total of a course by the weights of its problem sets", () => {
  it("takes of each set its share of points times its weight", () => {
    // 40 · 9/12 + 60 · 5/20 = 30 + 15
    expect(courseTotal([set(40, [9, 12]), set(60, [5, 10], [null, 10])])).toBe(45);
    expect(courseTotal([set(40, [12, 12]), set(60, [10, 10])])).toBe(100);
  });

  it("passes 100 where the weights do, and cannot reach it where they stay below", () => {
    expect(courseTotal([set(70, [4, 4]), set(60, [4, 4])])).toBe(130);
    expect(courseTotal([set(70, [4, 4])])).toBe(70);
  });

  it("leaves out what is worth nothing and sets without an exercise", () => {
    expect(courseTotal([set(0, [9, 12]), set(50, [6, 12]), set(50)])).toBe(25);
  });

  it("is blank until points of a set that counts are known; a zero that was earned is none", () => {
    expect(courseTotal([])).toBeNull();
    expect(courseTotal([set(100, [null, 12]), set(0, [5, 12])])).toBeNull();
    expect(courseTotal([set(100, [0, 12])])).toBe(0);
  });

  it("lies between nothing and what the sets are worth together", () => {
    const exercise = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 30 }));
    const sets = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.array(exercise, { maxLength: 5 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(sets, (drawn) => {
        const all = drawn.map(([weight, list]) => set(weight, ...list.map(([share, of]) => [share * of, of] as const)));
        const total = courseTotal(all) ?? 0;
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(weightsInAll(all) + 0.01);
      }),
    );
  });
});
