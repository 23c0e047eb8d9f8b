import { describe, expect, it } from "vitest";
import type { CheckReport, StudentReport } from "#lib/core/report.ts";
import { effectivePoints } from "#lib/platform/assessment/index.ts";
import { asCounted } from "./as-counted.ts";
import { partState } from "./parts.ts";

const check = (id: string, points: number): CheckReport => ({
  id,
  kind: "outputs",
  title: id,
  verdict: points > 0 ? "correct" : "incorrect",
  points,
  outOf: 2,
  public: false,
  score: points / 2,
  message: "",
  diagnosis: null,
  evidence: null,
  run: null,
});

const report = {
  verdict: "partial",
  parts: [
    {
      id: "implement",
      kind: "code",
      title: "Implement",
      answered: true,
      verdict: "partial",
      points: 2,
      outOf: 4,
      checks: [check("forward", 2), check("backward", 0)],
      console: [],
    },
  ],
} as unknown as StudentReport;

const overriddenTo = (points: number) =>
  effectivePoints(report, {
    marks: [],
    overrides: [{ partId: "implement", checkId: "backward", points }],
    hints: [],
    lateShare: 0,
  });

describe("the exercise's page after a person has overridden a check", () => {
  it("shows the row, the part and its tab as they count, not as the grader left them", () => {
    const shown = asCounted(report, overriddenTo(2));
    expect(shown.parts[0]?.checks[1]).toMatchObject({ id: "backward", verdict: "correct", points: 2 });
    expect(partState(shown, "implement")).toBe("correct");
    expect(partState(asCounted(report, overriddenTo(1)), "implement")).toBe("partial");
  });

  it("shows what the grader said where nobody changed it, and while nothing counts yet", () => {
    expect(asCounted(report, overriddenTo(2)).parts[0]?.checks[0]).toEqual(report.parts[0]?.checks[0]);
    expect(asCounted(report, null)).toBe(report);
  });
});
