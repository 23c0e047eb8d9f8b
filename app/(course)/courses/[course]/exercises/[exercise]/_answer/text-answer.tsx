"use client";
import { useDeferredValue, useId } from "react";
import { ProseHtml } from "#app/_components/base/prose-html.tsx";
import { Paragraphs } from "#app/_components/base/tex.tsx";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import { type AnswerStore, usePartAnswer } from "../_state/answer-store.ts";
import { hasMarks, wordsIn } from "../_state/prose.ts";

type TextPart = Extract<PublicPart, { kind: "text" }>;

export function TextAnswer({
  part,
  question,
  store,
  readOnly,
  onChange,
}: {
  part: TextPart;
  question: string;
  store: AnswerStore;
  readOnly: boolean;
  onChange: (text: string) => void;
}) {
  const text = usePartAnswer(store, part.id, "text")?.text ?? "";
  const asked = useId();
  const count = useId();
  const words = wordsIn(text);
  const seen = useDeferredValue(text);
  return (
    <div className="mx-auto flex max-w-[46rem] flex-col gap-3 px-4 py-6 tablet:px-7">
      <div id={asked}>
        <ProseHtml html={question} kind="says" />
      </div>
      {readOnly ? (
        <div className="prose says border-t border-line pt-4">
          <Paragraphs text={text || "No answer was handed in."} />
        </div>
      ) : (
        <textarea
          aria-labelledby={asked}
          aria-describedby={count}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          className="prose says field-sizing-content min-h-64 w-full resize-y rounded-box border border-line-strong bg-surface px-4 py-3"
        />
      )}
      {!readOnly && hasMarks(seen) ? (
        <section aria-label="As it is read" className="border-t border-line pt-3">
          <h2 className="mb-1 text-caption font-medium text-ink-3">As it is read</h2>
          <div className="prose says">
            <Paragraphs text={seen} />
          </div>
        </section>
      ) : null}
      <p id={count} className="flex justify-between gap-4 text-caption text-ink-3">
        <span className="shrink-0">{words === 1 ? "1 word" : `${words} words`}</span>
        <span>A person reads this part and marks it. Formulas may be written as $W_2^T \delta$.</span>
      </p>
    </div>
  );
}
