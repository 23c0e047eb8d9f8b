import type { ReactNode } from "react";
import type { PartAnswer } from "#lib/core/answer.ts";
import type { CheckReport, PartReport } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import type { EffectivePart, OverrideView } from "#lib/platform/services/index.ts";
import { points, pointsWords } from "../base/format.ts";
import { Sentence, Tex } from "../base/tex.tsx";
import { TraceView } from "../trace/trace-view.tsx";
import { CheckRow } from "./check-row.tsx";
import { Diagnosis, diagnosisTitle } from "./diagnosis.tsx";
import { EvidenceView } from "./evidence.tsx";

const holds = (check: CheckReport) => check.verdict === "correct";

/** The lines of a derivation as formulas, to stand as titles of their checks. */
export function lineTitles(part: PublicPart | undefined): { readonly [checkId: string]: ReactNode } {
  if (part?.kind !== "derivation") return {};
  return Object.fromEntries(part.lines.map(({ id, tex }) => [id, <Tex key={id} tex={tex} />]));
}

/** The lesson a diagnosis points to, as a link. */
export function lessonLink(lesson: string | null): { href: string; label: string } | null {
  return lesson === null ? null : { href: `/lessons/${lesson}`, label: "Read about it in the lesson" };
}

/**
 * The checks of one part in file order, but the first that does not hold stands first, and open. Points are those that count, after overrides.
 * `tools` adds what a person may do with a check.
 */
export function PartChecks({
  part,
  effective,
  overrides = [],
  titles = {},
  tools,
  openAll = false,
  answer,
}: {
  part: PartReport;
  effective?: EffectivePart | undefined;
  overrides?: readonly OverrideView[];
  /** In place of the checks' own titles, by check. */
  titles?: { readonly [checkId: string]: ReactNode };
  tools?: (check: CheckReport) => ReactNode;
  openAll?: boolean;
  /** What was handed in for this part, to show the lines of a trace in. */
  answer?: PartAnswer | undefined;
}) {
  const first = part.checks.find((check) => !holds(check) && check.verdict !== "awaits-review")?.id;
  const inOrder = [...part.checks].sort((a, b) => Number(b.id === first) - Number(a.id === first));
  return (
    <div className="border border-line bg-surface">
      <Feedback part={part} />
      {inOrder.map((check) => {
        const counted = effective?.checks.find((one) => one.checkId === check.id);
        const override = standingOn(overrides, part.id, check.id);
        return (
          <CheckRow
            key={check.id}
            state={counted?.verdict ?? check.verdict}
            title={titles[check.id] ?? check.title}
            earned={counted ? counted.points : check.points}
            outOf={check.outOf}
            selected={check.id === first}
            open={openAll || check.id === first || override !== undefined}
            {...(override && { note: "changed by a person" })}
          >
            <div className="flex flex-col gap-3">
              {override ? <OverrideNote override={override} was={check.points} /> : null}
              <CheckBody check={check} source={answer?.kind === "code" ? answer.source : null} />
              {tools?.(check)}
            </div>
          </CheckRow>
        );
      })}
    </div>
  );
}

/** What the author says of this outcome of the part. */
export function Feedback({ part }: { part: PartReport }) {
  return part.feedback === undefined ? null : (
    <p className="prose next border-b border-line px-4 py-2.5">
      <Sentence text={part.feedback} />
    </p>
  );
}

/** Whether the diagnosis, the run or what stands under the check says the same sentence again. */
export function saysItself({ message, diagnosis, evidence, run }: CheckReport): boolean {
  if (diagnosis?.says.includes(message) || run?.message === message) return true;
  if (evidence?.kind === "options") return evidence.chosen.some(({ feedback }) => feedback === message);
  if (evidence?.kind !== "formula") return false;
  // The small case of one formula is drawn under it.
  const [only, ...more] = evidence.steps ?? [];
  const drawn = more.length === 0 ? only?.witness?.words : undefined;
  const equal = `Equal at ${evidence.pointsHeld} of ${evidence.points} points.`;
  return [evidence.message, equal, drawn && `${equal} ${drawn}`].includes(message);
}

/** Diagnosis, how the run ended, and what was seen. */
export function CheckBody({ check, source = null }: { check: CheckReport; source?: string | null }) {
  const { diagnosis, run } = check;
  return (
    <>
      {diagnosis ? (
        <Diagnosis
          title={diagnosisTitle(diagnosis)}
          says={diagnosis.says}
          next={diagnosis.next}
          lesson={lessonLink(diagnosis.lesson)}
        />
      ) : null}
      {saysItself(check) ? null : (
        <p className={diagnosis ? "text-ink-2" : "prose next"}>
          <Sentence text={check.message} />
        </p>
      )}
      {run && run.status !== "ok" ? (
        <p className="font-mono text-code">
          {run.at ? `Line ${run.at.line}, column ${run.at.column}: ` : ""}
          {run.message}
        </p>
      ) : null}
      <EvidenceView check={check} />
      {check.trace ? <TraceView trace={check.trace} source={source} /> : null}
    </>
  );
}

/** The override that stands on a check. */
export const standingOn = (
  overrides: readonly OverrideView[],
  partId: string,
  checkId: string,
): OverrideView | undefined =>
  overrides.find((one) => one.partId === partId && one.checkId === checkId && one.withdrawn === null);

/** Who set a check to what, and why. `was`: the grader's points, where they are shown nowhere else. */
export function OverrideNote({ override, was }: { override: OverrideView; was?: number | null }) {
  return (
    <p className="rounded-box bg-part-tint px-3 py-2 text-ui">
      <b className="font-semibold">{override.by}</b> set this check to {pointsWords(override.points)}
      {was === undefined ? "" : ` (it had ${points(was)})`}: {override.reason}
    </p>
  );
}
