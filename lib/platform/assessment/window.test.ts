import { describe, expect, it } from "vitest";
import { daysLate, lateShare, lateUntil, type Window, windowState } from "./window.ts";

const window: Window = {
  opensAt: new Date("2026-10-20T08:00:00.000Z"),
  dueAt: new Date("2026-10-24T21:59:00.000Z"),
  latePerDay: 0.1,
  lateDays: 2,
};
const at = (instant: string) => new Date(instant);

describe("the window of an assessment", () => {
  // Berlin's clocks go back an hour on 25 October 2026: a late day is 24 hours all the same.
  const boundaries = [
    ["2026-10-20T07:59:59.999Z", "not-open", 0],
    ["2026-10-20T08:00:00.000Z", "open", 0],
    ["2026-10-24T21:59:00.000Z", "open", 0],
    ["2026-10-24T21:59:00.001Z", "late", 1],
    ["2026-10-25T21:59:00.000Z", "late", 1],
    ["2026-10-25T21:59:00.001Z", "late", 2],
    ["2026-10-26T21:59:00.000Z", "late", 2],
    ["2026-10-26T21:59:00.001Z", "closed", 3],
  ] as const;
  for (const [instant, state, days] of boundaries) {
    it(`is ${state} at ${instant}, ${days} days late`, () => {
      expect(windowState(window, at(instant))).toBe(state);
      expect(daysLate(window, at(instant))).toBe(days);
    });
  }

  it("takes a tenth for each day begun, and never more than all", () => {
    expect(lateShare(window, at("2026-10-26T00:00:00Z"))).toBeCloseTo(0.2, 12);
    expect(lateShare({ ...window, latePerDay: 0.4 }, at("2026-11-24T00:00:00Z"))).toBe(1);
    expect(lateShare(window, at("2026-10-24T00:00:00Z"))).toBe(0);
  });

  it("ends at the deadline where no late work is taken, and never where there is no deadline", () => {
    expect(windowState({ ...window, lateDays: 0 }, at("2026-10-24T21:59:00.001Z"))).toBe("closed");
    expect(lateUntil({ ...window, lateDays: 0 })).toBeNull();
    expect(windowState({ ...window, dueAt: null }, at("2036-01-01T00:00:00Z"))).toBe("open");
    expect(windowState(null, at("2036-01-01T00:00:00Z"))).toBe("open");
  });
});
