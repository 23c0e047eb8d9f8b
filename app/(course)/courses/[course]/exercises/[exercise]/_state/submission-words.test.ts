import { describe, expect, it } from "vitest";
import { reportSentence, withoutRefusal } from "./submission-words.ts";

const reason = { partId: "code", place: null, message: "This does not parse.", line: 19, column: 3 };
const refused = { kind: "refused", message: "One place cannot be read yet.", reasons: [reason] } as const;

describe("a refusal", () => {
  it("goes when its part is changed or can be read, and stays for another part", () => {
    expect(withoutRefusal(refused, "code")).toEqual({ kind: "none" });
    expect(withoutRefusal(refused, "words")).toBe(refused);
  });

  it("of the whole answer goes with any change, and nothing else is touched", () => {
    expect(withoutRefusal({ ...refused, reasons: [] }, "words")).toEqual({ kind: "none" });
    const sending = { kind: "sending" } as const;
    expect(withoutRefusal(sending, "code")).toBe(sending);
  });
});

describe("what readers hear of a report", () => {
  it("counts the points after hints", () => {
    const report = { points: 12, outOf: 12, parts: [] };
    expect(reportSentence(report, 11)).toMatch(/^11 of 12 points/);
  });
});
