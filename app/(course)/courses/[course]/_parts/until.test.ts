import { describe, expect, it } from "vitest";
import { until } from "./until.ts";

const now = "2026-11-24T13:52:00Z";

describe("How long until something is due", () => {
  it.each([
    ["2026-11-27T22:59:00Z", "in 3 days 9 h"],
    ["2026-12-04T22:59:00Z", "in 10 days"],
    ["2026-11-24T15:57:00Z", "in 2 h 5 min"],
    ["2026-11-24T14:00:00Z", "in 8 min"],
    ["2026-11-25T13:52:00Z", "in 1 day"],
    ["2026-11-24T10:52:00Z", "3 h ago"],
  ])("tells %s as “%s”", (then, said) => expect(until(now, then)).toBe(said));
});
