import { admission, type Counted, daysLate, type Window, windowState } from "#lib/platform/assessment/index.ts";
import type { SubmitOutlook } from "../views.ts";

type Rules = (Window & { readonly attempts: number | null }) | null;

/** What pressing Submit would do now, said before the click. */
export function submitOutlook(rules: Rules, counted: readonly Counted[], now: Date, timeZone: string): SubmitOutlook {
  const admitted = admission(rules?.attempts ?? null, counted, windowState(rules, now));
  if (!admitted.admitted)
    return { open: false, because: admitted.because, sentence: REFUSALS[admitted.because](rules, timeZone) };
  const late = daysLate(rules, now);
  const { attempt, of } = admitted;
  const which = of === null ? `Submit makes attempt ${attempt}` : `Submit uses attempt ${attempt} of ${of}`;
  const lateWords = late === 0 ? "" : `, ${late} ${late === 1 ? "day" : "days"} late${lessWords(rules, late)}`;
  const counts = of === 1 ? "" : "; the best one counts";
  return { open: true, attempt, of, daysLate: late, sentence: `${which}${lateWords}${counts}.` };
}

const REFUSALS = {
  "not-open": (rules: Rules, zone: string) => notOpenWords(rules, zone),
  closed: (rules: Rules, zone: string) =>
    `Closed on ${dateWords(rules?.dueAt ?? null, zone)}; what was handed in stays.`,
  "no-attempts-left": (rules: Rules) =>
    rules?.attempts === 1
      ? "The one attempt is used."
      : `All ${rules?.attempts} attempts are used; the best one counts.`,
} as const;

/** When an exercise that is not open yet opens. */
export const notOpenWords = (rules: Rules, zone: string): string =>
  `Opens on ${dateWords(rules?.opensAt ?? null, zone)}.`;

function lessWords(rules: Rules, days: number): string {
  const share = Math.min(1, (rules?.latePerDay ?? 0) * days);
  return share > 0 ? `, ${Math.round(share * 100)} % less` : "";
}

/** "Thu 27 Nov, 23:59 Berlin". */
export function dateWords(date: Date | null, timeZone: string): string {
  if (!date) return "a day not set yet";
  const options = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", { ...options, hourCycle: "h23", timeZone }).formatToParts(date);
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  const city = timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;
  return `${get("weekday")} ${get("day")} ${get("month")}, ${get("hour")}:${get("minute")} ${city}`;
}
