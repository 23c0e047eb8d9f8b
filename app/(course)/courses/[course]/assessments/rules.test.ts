import { describe, expect, it } from "vitest";
import { readRules } from "./rules.ts";

const fields = {
  opensAt: "",
  dueAt: "2026-12-14 23:59",
  attempts: "5",
  latePercent: "10 %",
  lateDays: "2",
  weight: "30",
};
const problemsOf = (changed: Partial<typeof fields>) => readRules({ ...fields, ...changed }, "Europe/Berlin")[1];

describe("the rules of a problem set", () => {
  it("are read by the clocks of the course, and an empty field is no limit", () => {
    expect(readRules(fields, "Europe/Berlin")).toEqual([
      { opensAt: null, dueAt: "2026-12-14T22:59:00.000Z", attempts: 5, latePerDay: 0.1, lateDays: 2, weight: 30 },
      {},
    ]);
    expect(readRules({ ...fields, attempts: "", dueAt: "" }, "Europe/Berlin")[0]).toMatchObject({
      attempts: null,
      dueAt: null,
    });
  });

  it.each([
    [{ dueAt: "12/14/2026, 11:59 PM" }, "dueAt"],
    [{ dueAt: "2026-02-30 12:00" }, "dueAt"],
    [{ opensAt: "2026-12-15 08:00" }, "dueAt"],
    [{ opensAt: "tomorrow" }, "opensAt"],
    [{ attempts: "0" }, "attempts"],
    [{ attempts: "many" }, "attempts"],
    [{ latePercent: "101" }, "latePercent"],
    [{ lateDays: "-1" }, "lateDays"],
    [{ weight: "a third" }, "weight"],
    [{ weight: "101" }, "weight"],
  ])("that cannot be read are never taken for none: %j", (changed, field) => {
    const [rules, problems] = readRules({ ...fields, ...changed }, "Europe/Berlin");
    expect(rules).toBeNull();
    expect(Object.keys(problems)).toEqual([field]);
    expect(problemsOf(changed)[field as keyof typeof fields]).toMatch(/\.$/);
  });
});
