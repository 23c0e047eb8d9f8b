import { pointsWords } from "#app/_components/base/format.ts";
import type { ReportView } from "#lib/platform/services/index.ts";

/** One or two sentences: what holds, and what is still to come. */
export function headline(view: Pick<ReportView, "report" | "progress" | "effective" | "state">): string {
  if (view.state === "dead")
    return "This answer could not be graded. The fault is ours, it costs no attempt, and an assistant has been told.";
  const report = view.report ?? view.progress;
  if (report === null) return "Received. Grading begins in a moment; you can leave this page.";
  const checks = report.parts.flatMap((part) => part.checks);
  const judged = checks.filter((check) => check.verdict !== "awaits-review");
  const holding = judged.filter((check) => check.verdict === "correct").length;
  const held =
    judged.length === 0
      ? ""
      : holding === judged.length
        ? judged.length === 1
          ? "The check holds."
          : `All ${judged.length} checks hold.`
        : `${holding} of ${judged.length} checks hold. The first that does not is open below.`;
  const waiting = (view.effective?.parts ?? []).filter((part) => part.verdict === "awaits-review");
  const more = waiting.reduce((sum, part) => sum + part.outOf, 0);
  const prose =
    waiting.length === 0
      ? ""
      : `An assistant reads your prose; its ${pointsWords(more)} ${more === 1 ? "is" : "are"} added then.`;
  return [held, prose].filter(Boolean).join(" ");
}
