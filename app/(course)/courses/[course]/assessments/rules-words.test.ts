import { describe, expect, it } from "vitest";
import { rulesWords } from "./rules-words.ts";

const none = {
  opensAt: "",
  dueAt: "",
  attempts: "",
  latePercent: "0",
  lateDays: "0",
  weight: "0",
  solutionAfterDue: true,
};

describe("The rules of a problem set in a line", () => {
  it("say of no limit that there is none, and nothing of lateness without a deadline", () => {
    expect(rulesWords(none)).toBe("open already · no deadline · counts for nothing · any number of attempts");
  });

  it("say what follows a deadline", () => {
    const due = { ...none, opensAt: "2026-12-01 08:00", dueAt: "2026-12-15 23:59", weight: "40", attempts: "1" };
    const first = "opens 2026-12-01 08:00 · due 2026-12-15 23:59 · 40 % of the course · 1 attempt";
    expect(rulesWords(due)).toBe(`${first} · no late work · solution after the deadline`);
    expect(rulesWords({ ...due, latePercent: "10", lateDays: "2", solutionAfterDue: false })).toBe(
      `${first} · late: 10 % off a day, 2 days · no solution shown`,
    );
  });
});
