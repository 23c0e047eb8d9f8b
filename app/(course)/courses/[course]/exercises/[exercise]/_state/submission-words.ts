import { points, pointsWords } from "#app/_components/base/format.ts";
import type { StudentReport } from "#lib/core/report.ts";
import type { SubmissionState } from "./use-submission.ts";

/** A refusal for another part's sake stays; one without places is about the whole answer. */
export function withoutRefusal(state: SubmissionState, partId: string): SubmissionState {
  if (state.kind !== "refused") return state;
  const about = state.reasons.length === 0 || state.reasons.some((reason) => reason.partId === partId);
  return about ? { kind: "none" } : state;
}

/** "6 of 12 points. 3 of 5 checks hold. First: …": what the live region says. */
export function reportSentence(
  report: Pick<StudentReport, "points" | "outOf" | "parts">,
  earned: number | null = report.points,
): string {
  const checks = report.parts.flatMap((part) => part.checks);
  const held = checks.filter((check) => check.verdict === "correct").length;
  const first = checks.find((check) => check.verdict === "incorrect" || check.verdict === "partial");
  return `${points(earned)} of ${pointsWords(report.outOf)}. ${held} of ${checks.length} checks hold.${first ? ` First: ${first.title}.` : ""}`;
}
