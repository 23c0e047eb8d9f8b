import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admission, type Counted, countingAttempt } from "./attempts.ts";

const attempt = (number: number, points: number | null, free = false): Counted => ({ number, points, free });

describe("attempts", () => {
  it("count by their points; of equal ones the latest; blank and free ones never", () => {
    expect(countingAttempt([attempt(1, 6), attempt(2, 11), attempt(3, 8)])).toBe(2);
    expect(countingAttempt([attempt(1, 6), attempt(2, 6)])).toBe(2);
    expect(countingAttempt([attempt(1, null), attempt(2, 9, true)])).toBeNull();
    expect(countingAttempt([attempt(1, 0), attempt(2, null)])).toBe(1);
  });

  it("are numbered on, and a free one adds one to the number in all", () => {
    expect(admission(5, [attempt(1, 6)], "open")).toEqual({ admitted: true, attempt: 2, of: 5 });
    expect(admission(2, [attempt(1, null, true), attempt(2, 3)], "open")).toEqual({
      admitted: true,
      attempt: 3,
      of: 3,
    });
    expect(admission(null, [attempt(1, 6)], "late")).toEqual({ admitted: true, attempt: 2, of: null });
  });

  it("end with the limit and with the window", () => {
    expect(admission(1, [attempt(1, 6)], "open")).toEqual({ admitted: false, because: "no-attempts-left" });
    expect(admission(null, [], "closed")).toEqual({ admitted: false, because: "closed" });
    expect(admission(null, [], "not-open")).toEqual({ admitted: false, because: "not-open" });
  });

  it("are admitted exactly as often as the limit says, however many are free in between", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.boolean(), { maxLength: 40 }), (limit, frees) => {
        const taken: Counted[] = [];
        for (const free of frees) {
          const next = admission(limit, taken, "open");
          if (next.admitted) taken.push(attempt(next.attempt, free ? null : 1, free));
        }
        const used = taken.filter(({ free }) => !free).length;
        expect(used).toBeLessThanOrEqual(limit);
        expect(admission(limit, taken, "open").admitted).toBe(used < limit);
      }),
    );
  });
});
