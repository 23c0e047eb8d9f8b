"use client";
import { useId } from "react";
import { ProseHtml } from "#app/_components/base/prose-html.tsx";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import { type AnswerStore, usePartAnswer } from "../_state/answer-store.ts";

type TextPart = Extract<PublicPart, { kind: "text" }>;

/** Words as people count them: runs of characters that hold a letter or digit. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

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
  return (
    <div className="mx-auto flex max-w-[46rem] flex-col gap-3 px-4 py-6 tablet:px-7">
      <div id={asked}>
        <ProseHtml html={question} kind="says" />
      </div>
      {readOnly ? (
        <div className="prose says border-t border-line pt-4 whitespace-pre-wrap">
          {text || "No answer was handed in."}
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
      <p id={count} className="flex justify-between text-caption text-ink-3">
        <span>{words === 1 ? "1 word" : `${words} words`}</span>
        <span>A person reads this part and marks it. Formulas may be written as $W_2^T \delta$.</span>
      </p>
    </div>
  );
}
