import { describe, expect, it } from "vitest";
import { outlookWords } from "./outlook-words.ts";

const closed = {
  open: false,
  because: "closed",
  sentence: "Closed on Thu 27 Nov, 23:59 Berlin; what was handed in stays.",
} as const;
const open = { open: true, attempt: 2, of: 5, daysLate: 0, sentence: "Submit uses attempt 2 of 5." } as const;

describe("The words beside Run and Submit", () => {
  it("say that Run goes on working where there is a Run, and nothing of it where there is none", () => {
    expect(outlookWords(closed, { online: true, runs: true })).toBe(
      "Closed on Thu 27 Nov, 23:59 Berlin; what was handed in stays. Run goes on working",
    );
    expect(outlookWords(closed, { online: true, runs: false })).not.toContain("Run");
    expect(outlookWords(closed, { online: false, runs: false })).not.toContain("Run");
    expect(outlookWords(closed, { online: false, runs: true })).toContain("Run works");
  });

  it("say what Submit would do while it is open", () => {
    expect(outlookWords(open, { online: true, runs: true })).toBe("Submit uses attempt 2 of 5");
  });
});
