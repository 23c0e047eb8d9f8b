"use client";
import { cx } from "#app/_components/base/cx.ts";
import { ProseHtml } from "#app/_components/base/prose-html.tsx";
import { Sentence } from "#app/_components/base/tex.tsx";
import { Verdict } from "#app/_components/base/verdict.tsx";
import type { PartReport } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import { type AnswerStore, usePartAnswer } from "../_state/answer-store.ts";

type ChoicePart = Extract<PublicPart, { kind: "choice" }>;

/** What the report said of each option that was chosen then. */
function saidOf(
  report: PartReport | null,
): ReadonlyMap<string, { readonly right: boolean; readonly feedback: string }> {
  const evidence = report?.checks.map((check) => check.evidence).find((found) => found?.kind === "options");
  return new Map(evidence?.kind === "options" ? evidence.chosen.map((option) => [option.id, option]) : []);
}

export function ChoiceAnswer({
  part,
  question,
  store,
  report,
  readOnly,
  onChange,
}: {
  part: ChoicePart;
  question: string;
  store: AnswerStore;
  report: PartReport | null;
  readOnly: boolean;
  onChange: (chosen: readonly string[]) => void;
}) {
  const chosen = usePartAnswer(store, part.id, "choice")?.chosen ?? [];
  const said = saidOf(report);
  const toggle = (id: string) => {
    if (!part.several) return onChange([id]);
    onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  };
  return (
    <fieldset className="mx-auto max-w-[46rem] px-4 py-6 tablet:px-7" disabled={readOnly}>
      <legend className="contents">
        <ProseHtml html={question} kind="says" />
      </legend>
      <p className="mt-2 mb-3 text-caption text-ink-3">{part.several ? "Choose all that hold." : "Choose one."}</p>
      <div className="overflow-hidden rounded-box border border-line bg-surface">
        {part.options.map((option) => {
          const on = chosen.includes(option.id);
          const feedback = on ? said.get(option.id) : undefined;
          return (
            <label
              key={option.id}
              className={cx(
                "flex cursor-pointer items-start gap-3 border-b border-line px-4 py-3 transition-colors duration-[120ms] last:border-b-0 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-fwd",
                on ? "bg-fwd-tint" : "hover:bg-sunken",
              )}
            >
              <input
                type={part.several ? "checkbox" : "radio"}
                name={part.id}
                value={option.id}
                checked={on}
                onChange={() => toggle(option.id)}
                className="mt-[5px] size-4 shrink-0 accent-(--fwd)"
              />
              <span className="min-w-0 flex-1">
                <span className="prose next text-ink!">
                  <Sentence text={option.text} />
                </span>
                {feedback ? (
                  <span className="mt-1.5 flex items-start gap-2">
                    <Verdict state={feedback.right ? "correct" : "incorrect"} size={13} className="mt-[5px]" />
                    <span className="prose next">
                      <Sentence text={feedback.feedback} />
                    </span>
                  </span>
                ) : null}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
