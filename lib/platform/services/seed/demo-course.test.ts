import { describe, expect, it } from "vitest";
import { endOfDay } from "./demo-course.ts";

describe("the end of a day", () => {
  it.each([
    ["Europe/Berlin", "2026-01-15T12:00:00Z", "2026-01-15T22:59:00.000Z"],
    ["Europe/Berlin", "2026-07-15T12:00:00Z", "2026-07-15T21:59:00.000Z"],
    // Clocks go forward and back on these days.
    ["Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T21:59:00.000Z"],
    ["Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T22:59:00.000Z"],
    ["UTC", "2026-07-15T23:59:30Z", "2026-07-15T23:59:00.000Z"],
    // It is the next day there already.
    ["Pacific/Auckland", "2026-07-15T13:00:00Z", "2026-07-16T11:59:00.000Z"],
    ["Asia/Kathmandu", "2026-07-15T00:00:00Z", "2026-07-15T18:14:00.000Z"],
    ["America/Los_Angeles", "2026-01-15T03:00:00Z", "2026-01-15T07:59:00.000Z"],
  ])("in %s at %s is 23:59 of the clocks there", (zone, day, end) => {
    expect(endOfDay(new Date(day), zone).toISOString()).toBe(end);
  });
});
