import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Additions, effectivePoints, type Graded, verdictOf } from "./points.ts";

const nothing: Additions = { marks: [], overrides: [], hints: [], lateShare: 0 };

/** Code worth 4 + 2, of which 4 were earned, and prose worth 6 that waits. */
const report: Graded = {
  verdict: "awaits-review",
  parts: [
    {
      id: "code",
      points: 4,
      outOf: 6,
      verdict: "partial",
      checks: [
        { id: "forward", kind: "outputs", points: 4, outOf: 4, verdict: "correct" },
        { id: "backward", kind: "gradcheck", points: 0, outOf: 2, verdict: "incorrect" },
      ],
    },
    {
      id: "words",
      points: null,
      outOf: 6,
      verdict: "awaits-review",
      checks: [{ id: "rubric", kind: "rubric", points: null, outOf: 6, verdict: "awaits-review" }],
    },
  ],
};

const marks = [
  { partId: "words", applied: true, points: 3 },
  { partId: "words", applied: true, points: 2 },
  { partId: "words", applied: false, points: 1 },
  { partId: "words", applied: true, points: -0.5 },
];

describe("effective points", () => {
  it("are the grader's, and wait for a person, while nobody has added anything", () => {
    expect(effectivePoints(report, nothing)).toMatchObject({ points: 4, outOf: 12, verdict: "awaits-review" });
  });

  it("take in the applied rubric items: 4 + 3 + 2 − ½", () => {
    expect(effectivePoints(report, { ...nothing, marks })).toMatchObject({ points: 8.5, verdict: "partial" });
  });

  it("exchange an overridden check's points, and go back when the override is gone", () => {
    const overrides = [{ partId: "code", checkId: "backward", points: 1.5 }];
    const changed = effectivePoints(report, { ...nothing, overrides });
    expect(changed.points).toBe(5.5);
    expect(changed.parts[0]?.checks[1]).toMatchObject({ points: 1.5, verdict: "partial", overridden: true });
    expect(effectivePoints(report, nothing).points).toBe(4);
  });

  it("let an override stand in for the rubric of prose", () => {
    const overrides = [{ partId: "words", checkId: "rubric", points: 6 }];
    expect(effectivePoints(report, { ...nothing, overrides })).toMatchObject({ points: 10, verdict: "partial" });
  });

  it("pay hints out of their own part only, never below zero", () => {
    const hints = [
      { partId: "code", cost: 0.5 },
      { partId: "words", cost: 10 },
    ];
    const paid = effectivePoints(report, { ...nothing, marks, hints });
    expect(paid).toMatchObject({ points: 3.5, raw: 8.5, hintCost: 5 });
    expect(paid.parts).toMatchObject([
      { points: 3.5, hintCost: 0.5 },
      { points: 0, hintCost: 4.5 },
    ]);
  });

  it("lose the late share of what is left: 10 % a day for two days of 8.5 is 6.8", () => {
    expect(effectivePoints(report, { ...nothing, marks, lateShare: 0.2 }).points).toBe(6.8);
  });

  it("are blank, not zero, for what could not be graded and while nothing is known", () => {
    const ungradable: Graded = {
      verdict: "ungradable",
      parts: [{ id: "a", points: null, outOf: 2, verdict: "ungradable", checks: [] }],
    };
    expect(effectivePoints(ungradable, nothing)).toMatchObject({ points: null, verdict: "ungradable" });
    const waiting: Graded = { verdict: "awaits-review", parts: report.parts.slice(1) };
    expect(effectivePoints(waiting, nothing)).toMatchObject({ points: null, verdict: "awaits-review" });
  });

  const additions = fc.record({
    marks: fc.array(
      fc.record({ partId: fc.constantFrom("words", "code"), applied: fc.boolean(), points: quarter(-8, 8) }),
    ),
    overrides: fc.uniqueArray(
      fc.record({
        partId: fc.constant("code"),
        checkId: fc.constantFrom("forward", "backward"),
        points: quarter(0, 9),
      }),
      { selector: ({ checkId }) => checkId },
    ),
    hints: fc.array(fc.record({ partId: fc.constantFrom("words", "code"), cost: quarter(0, 3) })),
    lateShare: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it("stay between 0 and the worth of the exercise, whatever people do", () => {
    fc.assert(
      fc.property(additions, (added) => {
        const { points, outOf, parts } = effectivePoints(report, added);
        expect(points ?? 0).toBeGreaterThanOrEqual(0);
        expect(points ?? 0).toBeLessThanOrEqual(outOf);
        for (const part of parts) expect(part.points ?? 0).toBeLessThanOrEqual(part.outOf);
      }),
    );
  });

  it("never grow by a hint or by lateness, and never shrink by more points for a check", () => {
    fc.assert(
      fc.property(additions, quarter(0, 4), (added, more) => {
        const before = effectivePoints(report, added).points ?? 0;
        const later = effectivePoints(report, { ...added, lateShare: 1 }).points ?? 0;
        const hinted =
          effectivePoints(report, { ...added, hints: [...added.hints, { partId: "code", cost: more }] }).points ?? 0;
        const raised = added.overrides.map((one) => ({ ...one, points: one.points + more }));
        expect(later).toBeLessThanOrEqual(before);
        expect(hinted).toBeLessThanOrEqual(before);
        expect(effectivePoints(report, { ...added, overrides: raised }).points ?? 0).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

function quarter(lo: number, hi: number) {
  return fc.integer({ min: lo * 4, max: hi * 4 }).map((n) => n / 4);
}

describe("a verdict by points", () => {
  it("is correct for all, incorrect for none, else partial", () => {
    expect([verdictOf(6, 6), verdictOf(0, 6), verdictOf(0.25, 6)]).toEqual(["correct", "incorrect", "partial"]);
  });
});
