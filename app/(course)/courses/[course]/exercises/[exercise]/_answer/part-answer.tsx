"use client";
import type { Ref } from "react";
import type { CodeHandle } from "#app/_components/fields/code-editor.tsx";
import type { CodeMarker, MarkedLine, ShapeHint } from "#app/_components/fields/code-marks.ts";
import type { Answer, PartAnswer } from "#lib/core/answer.ts";
import type { PartReport } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import type { AttemptSummary } from "#lib/platform/services/index.ts";
import type { LessonLink } from "../_results/finding.tsx";
import type { AnswerStore } from "../_state/answer-store.ts";
import { ChoiceAnswer } from "./choice-answer.tsx";
import { CodeAnswer } from "./code-answer.tsx";
import { DerivationAnswer } from "./derivation-answer.tsx";
import { TextAnswer } from "./text-answer.tsx";
import { WorksheetAnswer } from "./worksheet-answer.tsx";

export type PartAnswerProps = {
  readonly part: PublicPart;
  readonly store: AnswerStore;
  readonly question: string;
  readonly attempts: readonly AttemptSummary[];
  /** The newest report of this part, and the answer it is about. */
  readonly report: PartReport | null;
  readonly handedIn: Answer | null;
  readonly markers: readonly CodeMarker[];
  readonly marked: MarkedLine | null;
  readonly hints: readonly ShapeHint[];
  readonly readOnly: boolean;
  readonly handle: Ref<CodeHandle>;
  readonly lessonLink: LessonLink;
  readonly onChange: (part: PartAnswer) => void;
  /** Where the person is: "line, column" of code, "field n of m" of a sheet. */
  readonly onPlace: (first: number, second: number) => void;
};

/** The field or fields that a kind of part is answered in. */
export function PartAnswerField(props: PartAnswerProps) {
  const { part, store, report, readOnly, onChange, onPlace, lessonLink } = props;
  const handedIn = props.handedIn?.[part.id] ?? null;
  switch (part.kind) {
    case "code":
      return (
        <CodeAnswer
          part={part}
          store={store}
          attempts={props.attempts}
          markers={props.markers}
          marked={props.marked}
          hints={props.hints}
          readOnly={readOnly}
          handle={props.handle}
          onChange={(source) => onChange({ kind: "code", source })}
          onCursor={onPlace}
        />
      );
    case "worksheet":
      return (
        <WorksheetAnswer
          part={part}
          store={store}
          report={report}
          handedIn={handedIn}
          readOnly={readOnly}
          lessonHref={lessonLink}
          onChange={(fields) => onChange({ kind: "worksheet", fields })}
          onPlace={onPlace}
        />
      );
    case "derivation":
      return (
        <DerivationAnswer
          part={part}
          store={store}
          report={report}
          handedIn={handedIn}
          readOnly={readOnly}
          lessonHref={lessonLink}
          onChange={(lines) => onChange({ kind: "derivation", lines })}
          onPlace={onPlace}
        />
      );
    case "choice":
      return (
        <ChoiceAnswer
          part={part}
          question={props.question}
          store={store}
          report={report}
          readOnly={readOnly}
          onChange={(chosen) => onChange({ kind: "choice", chosen })}
        />
      );
    case "text":
      return (
        <TextAnswer
          part={part}
          question={props.question}
          store={store}
          readOnly={readOnly}
          onChange={(text) => onChange({ kind: "text", text })}
        />
      );
  }
}
