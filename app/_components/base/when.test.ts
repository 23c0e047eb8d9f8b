import { describe, expect, test } from "vitest";
import { clock, dayAndTime, moment } from "./when.ts";

// 27 November 2025, 22:59:07 UTC is 23:59:07 in Berlin (UTC+1 in winter), and 28 November, 07:59:07 in Tokyo (UTC+9).
const instant = "2025-11-27T22:59:07Z";

describe("times carry their zone", () => {
  test("the day is that of the zone", () => {
    expect(moment(instant, "Europe/Berlin")).toBe("Thu 27 Nov, 23:59 Berlin");
    expect(moment(instant, "Asia/Tokyo")).toBe("Fri 28 Nov, 07:59 Tokyo");
  });

  test("midnight is 00, not 24", () => {
    expect(clock("2025-11-27T23:00:00Z", "Europe/Berlin")).toBe("00:00:00 Berlin");
  });

  test("September is three letters long like the others", () => {
    expect(dayAndTime("2025-09-03T08:05:00Z", "UTC")).toBe("3 Sep, 08:05");
  });
});
