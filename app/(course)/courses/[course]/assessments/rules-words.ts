import type { RuleFields } from "./rules.ts";

/** The rules of a problem set in a line: "open already · due 2026-12-15 23:59 · 40 % of the course · 5 attempts · …". */
export function rulesWords(rules: RuleFields & { readonly solutionAfterDue: boolean }): string {
  const late =
    rules.lateDays === "0" ? "no late work" : `late: ${rules.latePercent} % off a day, ${days(rules.lateDays)}`;
  return [
    rules.opensAt === "" ? "open already" : `opens ${rules.opensAt}`,
    rules.dueAt === "" ? "no deadline" : `due ${rules.dueAt}`,
    rules.weight === "0" ? "counts for nothing" : `${rules.weight} % of the course`,
    rules.attempts === ""
      ? "any number of attempts"
      : rules.attempts === "1"
        ? "1 attempt"
        : `${rules.attempts} attempts`,
    ...(rules.dueAt === "" ? [] : [late, rules.solutionAfterDue ? "solution after the deadline" : "no solution shown"]),
  ].join(" · ");
}

const days = (count: string): string => (count === "1" ? "1 day" : `${count} days`);
