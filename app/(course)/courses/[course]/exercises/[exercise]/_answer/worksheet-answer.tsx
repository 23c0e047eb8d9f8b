"use client";
import { type ReactNode, useState } from "react";
import { pointsWords } from "#app/_components/base/format.ts";
import { Sentence } from "#app/_components/base/tex.tsx";
import { useMore } from "#app/_components/base/use-more.ts";
import { Verdict } from "#app/_components/base/verdict.tsx";
import { NumberGrid } from "#app/_components/fields/number-grid.tsx";
import { Sheet } from "#app/_components/fields/sheet.tsx";
import { dimensionsOf } from "#app/_components/figures/dimensioned.tsx";
import { Diagnosis, diagnosisTitle } from "#app/_components/report/diagnosis.tsx";
import type { PartAnswer } from "#lib/core/answer.ts";
import type { CheckReport, PartReport } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import { type AnswerStore, usePartAnswer } from "../_state/answer-store.ts";
import { cellState, fieldsOf, firstUnreadable, gradedStates } from "../_state/sheet-reading.ts";
import { LaneFields, LaneHead } from "./lane.tsx";

type WorksheetPart = Extract<PublicPart, { kind: "worksheet" }>;

/** Numbers on lanes: values forward, errors backward, gradients below; what was found wrong stands under its lane. */
export function WorksheetAnswer({
  part,
  store,
  report,
  handedIn,
  readOnly,
  lessonHref,
  onChange,
  onPlace,
}: {
  part: WorksheetPart;
  store: AnswerStore;
  report: PartReport | null;
  /** What the report is about. */
  handedIn: PartAnswer | null;
  readOnly: boolean;
  lessonHref: (lesson: string) => { readonly href: string; readonly label: string } | null;
  onChange: (fields: { readonly [fieldId: string]: readonly string[] }) => void;
  onPlace: (at: number, of: number) => void;
}) {
  const answer = usePartAnswer(store, part.id, "worksheet");
  const fields = fieldsOf(answer);
  const [being, setBeing] = useState<string | null>(null);
  const states = gradedStates(report);
  const before = fieldsOf(handedIn);
  const order = part.lanes.flatMap((lane) => lane.fields);
  const odd = firstUnreadable(fields, order, being);
  return (
    <Sheet label={`${part.title}, number fields`} className="px-4 py-5 tablet:px-6 tablet:py-6" onPlace={onPlace}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens to where the focus is */}
      <div
        className="flex max-w-[66rem] flex-col gap-7"
        onFocus={(event) => setBeing((event.target as HTMLElement).dataset.cell ?? null)}
        onBlur={() => setBeing(null)}
      >
        {part.lanes.map((lane, at) => (
          <LaneSection key={lane.id} title={lane.title}>
            <LaneHead lane={lane} above={part.lanes[at - 1]} />
            <LaneFields lane={lane} above={part.lanes[at - 1]}>
              {(field) => {
                const cells = fields[field.id] ?? [];
                return (
                  <NumberGrid
                    id={field.id}
                    name={spoken(field.id)}
                    shape={field.shape}
                    cells={cells}
                    dimensions={
                      lane.direction === "none" ? dimensionsOf(field.shape) : { rows: dimensionsOf(field.shape).rows }
                    }
                    states={cells.map((text, i) =>
                      cellState(
                        text,
                        before[field.id]?.[i],
                        states[field.id]?.[i],
                        being === `${field.id}:${i}`,
                        field.unit,
                      ),
                    )}
                    readOnly={readOnly}
                    first={field.id === order[0]?.id}
                    onChange={(next) => onChange({ ...fields, [field.id]: next })}
                  />
                );
              }}
            </LaneFields>
            <LaneFinding check={report?.checks.find((check) => check.id === lane.id)} lessonHref={lessonHref} />
          </LaneSection>
        ))}
        {odd ? (
          <p className="flex items-center gap-2 text-caption text-ink-2" aria-live="polite">
            <Verdict state="ungradable" size={13} label="" />
            <span>{odd.message} Correct it when you like; it costs nothing.</span>
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}

/** A lane that is wider than its pane scrolls, and fades where it goes on. */
function LaneSection({ title, children }: { title: string; children: ReactNode }) {
  const ref = useMore<HTMLElement>();
  return (
    <section ref={ref} aria-label={title} className="scroll-quiet flex flex-col gap-1.5 overflow-x-auto pb-1">
      {children}
    </section>
  );
}

/** `dW1` as readers should hear it. */
const spoken = (id: string): string =>
  id.replace(/^d(?=[A-Za-z]\d*$)/, "derivative of the loss by ").replace(/^new/, "new ");

/** A lane that was left for later says nothing yet. */
function isEmpty({ evidence }: CheckReport): boolean {
  return (
    evidence?.kind === "cells" &&
    Object.values(evidence.fields)
      .flat()
      .every((state) => state === "empty")
  );
}

function LaneFinding({
  check,
  lessonHref,
}: {
  check: CheckReport | undefined;
  lessonHref: (lesson: string) => { readonly href: string; readonly label: string } | null;
}) {
  if (!check || check.verdict === "correct" || isEmpty(check)) return null;
  const { diagnosis, cost } = check;
  if (!diagnosis) {
    return (
      <p className="mt-1 flex items-center gap-2 text-caption text-ink-2">
        <Verdict state={check.verdict} size={13} label="" />
        <Sentence text={check.message} />
      </p>
    );
  }
  return (
    <div className="appear mt-3 rounded-box border border-line bg-surface px-4 py-3">
      <Diagnosis
        title={diagnosisTitle(diagnosis)}
        says={diagnosis.says}
        next={diagnosis.next}
        lesson={diagnosis.lesson ? lessonHref(diagnosis.lesson) : null}
        aside={
          cost ? (
            <>
              <span className="block text-caption text-ink-3">costs</span>
              <b className="block font-semibold">{`−${pointsWords(cost)}`}</b>
            </>
          ) : null
        }
      />
    </div>
  );
}
