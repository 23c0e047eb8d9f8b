import { instantOf } from "./zoned.ts";

/** The fields of a problem set's form, as typed. */
export type RuleFields = {
  readonly opensAt: string;
  readonly dueAt: string;
  readonly attempts: string;
  readonly latePercent: string;
  readonly lateDays: string;
  readonly weight: string;
};

export type Rules = {
  readonly opensAt: string | null;
  readonly dueAt: string | null;
  readonly attempts: number | null;
  readonly latePerDay: number;
  readonly lateDays: number;
  readonly weight: number;
};

/** What to correct, by field. */
export type RuleProblems = { readonly [field in keyof RuleFields]?: string };

const DATE = "Write the date and time as 2026-12-14 23:59, or nothing.";

/** Reads the fields by the clocks of `timeZone`; null where the second has something to correct. */
export function readRules(fields: RuleFields, timeZone: string): readonly [Rules | null, RuleProblems] {
  const problems: { -readonly [field in keyof RuleFields]?: string } = {};
  const date = (field: "opensAt" | "dueAt"): string | null => {
    if (fields[field].trim() === "") return null;
    const instant = instantOf(fields[field], timeZone);
    if (instant === null) problems[field] = DATE;
    return instant;
  };
  const whole = (field: "attempts" | "latePercent" | "lateDays" | "weight", least: number, most: number): number => {
    const typed = fields[field].trim().replace(/\s*%$/, "");
    const value = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
    if (value >= least && value <= most) return value;
    problems[field] = `Give a whole number from ${least} to ${most}${field === "attempts" ? ", or nothing" : ""}.`;
    return least;
  };
  const rules: Rules = {
    opensAt: date("opensAt"),
    dueAt: date("dueAt"),
    attempts: fields.attempts.trim() === "" ? null : whole("attempts", 1, 100),
    latePerDay: whole("latePercent", 0, 100) / 100,
    lateDays: whole("lateDays", 0, 60),
    weight: whole("weight", 0, 100),
  };
  if (rules.opensAt && rules.dueAt && rules.opensAt >= rules.dueAt)
    problems.dueAt = "It opens before it is due; set the dates in this order.";
  return [Object.keys(problems).length === 0 ? rules : null, problems];
}
