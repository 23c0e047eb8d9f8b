import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, wallTime } from "./zoned.ts";

describe("A deadline in the zone of the course", () => {
  it.each([
    // Berlin is one hour ahead of UTC in winter and two in summer.
    ["2026-11-27 23:59", "Europe/Berlin", "2026-11-27T22:59:00.000Z"],
    ["2026-07-01 12:00", "Europe/Berlin", "2026-07-01T10:00:00.000Z"],
    // New York is five hours behind in winter; Kathmandu is 5:45 ahead all year.
    ["2026-12-01 08:30", "America/New_York", "2026-12-01T13:30:00.000Z"],
    ["2026-12-01 05:45", "Asia/Kathmandu", "2026-12-01T00:00:00.000Z"],
    // On 25 October 2026 clocks in Berlin show 02:30 twice: the first is in summer time.
    ["2026-10-25 02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    // On 29 March 2026 they skip 02:30: read with the winter offset it is 01:30 UTC, which they show as 03:30.
    ["2026-03-29 02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ])("%s in %s is %s", (wall, zone, instant) => expect(instantOf(wall, zone)).toBe(instant));

  it("comes back as it was typed, outside the skipped hour", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 }),
        fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Sydney"),
        (minute, zone) => {
          const wall = wallTime(new Date(minute * 60_000).toISOString(), zone);
          expect(wallTime(instantOf(wall, zone) ?? "", zone)).toBe(wall);
        },
      ),
    );
  });

  it("is nothing where no time was typed", () => expect(instantOf("soon", "Europe/Berlin")).toBeNull());
});
