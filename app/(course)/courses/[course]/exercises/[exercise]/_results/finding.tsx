"use client";
import { useContext } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { Sentence } from "#app/_components/base/tex.tsx";
import { Diagnosis, diagnosisTitle } from "#app/_components/report/diagnosis.tsx";
import { EvidenceView } from "#app/_components/report/evidence.tsx";
import { TraceView } from "#app/_components/trace/trace-view.tsx";
import type { CheckReport } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import { LightLine } from "../_state/light-line.ts";

export type LessonLink = (lesson: string) => { readonly href: string; readonly label: string } | null;

/** The tolerance that a published check states, for the scale of its heat map. */
function toleranceOf(part: PublicPart, id: string): number | undefined {
  if (part.kind !== "code") return undefined;
  const check = part.checks.find((each) => each.id === id);
  if (!check?.public) return undefined;
  const settings = check.check;
  if ("consistent" in settings) return settings.consistent.rtol;
  if ("gradcheck" in settings) return settings.gradcheck.rtol;
  return "outputs" in settings ? settings.outputs.rtol : undefined;
}

const compared: { readonly [kind: string]: string } = {
  consistent: "yours against central differences",
  gradcheck: "yours against the gradient asked for",
  outputs: "yours against the values asked for",
  steps: "yours against the steps asked for",
};

const lessonOf = (check: CheckReport, link: LessonLink) =>
  check.diagnosis?.lesson ? link(check.diagnosis.lesson) : null;

/** What a check found: the diagnosis, or what was seen where none fits; then the evidence; then the way to its line. */
export function Finding({
  check,
  part,
  lessonLink,
  onGoTo,
}: {
  check: CheckReport;
  part: PublicPart;
  lessonLink: LessonLink;
  onGoTo: (line: number, column: number) => void;
}) {
  const light = useContext(LightLine);
  const at = check.diagnosis?.at ?? check.run?.at ?? null;
  const tolerance = toleranceOf(part, check.id);
  const against = compared[check.kind];
  return (
    <div className="flex flex-col gap-4">
      {check.diagnosis ? (
        <Diagnosis
          title={diagnosisTitle(check.diagnosis)}
          says={check.diagnosis.says}
          next={check.diagnosis.next}
          lesson={lessonOf(check, lessonLink)}
        />
      ) : check.verdict === "correct" ? (
        <p className="text-ink-2">
          <Sentence text={check.message} />
        </p>
      ) : (
        <div className="prose says">
          <Sentence text={check.message} />
        </div>
      )}
      {check.evidence ? (
        <EvidenceView check={check} {...(tolerance !== undefined && { tolerance })} {...(against && { against })} />
      ) : null}
      {check.trace ? <TraceView trace={check.trace} onLine={light} /> : null}
      {at ? (
        <Button size="small" className="self-start" iconAfter="arrow-right" onClick={() => onGoTo(at.line, at.column)}>
          {`Go to line ${at.line}`}
        </Button>
      ) : null}
    </div>
  );
}
