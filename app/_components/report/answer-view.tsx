import type { PartAnswer } from "#lib/core/answer.ts";
import type { CellState, Evidence, PartReport } from "#lib/core/report.ts";
import type { PublicPart } from "#lib/grading/exercise/index.ts";
import { cx } from "../base/cx.ts";
import { Scroller } from "../base/scroller.tsx";
import { Paragraphs, Sentence, Tex } from "../base/tex.tsx";
import { Verdict, type VerdictState } from "../base/verdict.tsx";
import { CodeText } from "../fields/code-text.tsx";
import { CellGrid } from "../figures/matrix.tsx";

const cellStates: { readonly [state in CellState]: VerdictState | null } = {
  right: "correct",
  follows: "follows",
  differs: "incorrect",
  coarse: "partial",
  read: null,
  unreadable: "ungradable",
  empty: null,
};

type Cells = Extract<Evidence, { readonly kind: "cells" }>;

/** One part of an answer as it was handed in, to be read; what the report knows of it stands beside. */
export function AnswerView({
  part,
  answer,
  report,
}: {
  part: PublicPart;
  answer: PartAnswer | undefined;
  report: PartReport | null;
}) {
  if (answer === undefined || answer.kind !== part.kind) return <p className="text-ink-3">This part was left empty.</p>;
  if (answer.kind === "code") {
    const line =
      report?.checks.find((check) => check.diagnosis?.at)?.diagnosis?.at?.line ??
      report?.checks.find((check) => check.run?.at)?.run?.at?.line ??
      null;
    return (
      <Scroller label={`Code of ${part.title}`} className="border border-line bg-surface">
        <CodeText source={answer.source} marked={line} />
      </Scroller>
    );
  }
  if (answer.kind === "text") {
    if (answer.text.trim() === "") return <p className="text-ink-3">This part was left empty.</p>;
    return (
      <div className="prose statement max-w-[44rem]">
        <Paragraphs text={answer.text} />
      </div>
    );
  }
  if (answer.kind === "choice" && part.kind === "choice") {
    return (
      <ul className="flex flex-col gap-1.5">
        {part.options.map((option) => {
          const chosen = answer.chosen.includes(option.id);
          return (
            <li key={option.id} className={cx("flex items-start gap-2.5", !chosen && "text-ink-3")}>
              <span
                aria-hidden="true"
                className={cx(
                  "mt-1 inline-block size-3 rounded-field border",
                  chosen ? "border-fwd-fill bg-fwd-fill" : "border-line-strong",
                )}
              />
              <span>
                <Sentence text={option.text} />
                {chosen ? <span className="sr-only"> (chosen)</span> : null}
              </span>
            </li>
          );
        })}
      </ul>
    );
  }
  if (answer.kind === "derivation" && part.kind === "derivation")
    return <Lines part={part} answer={answer} report={report} />;
  if (answer.kind === "worksheet" && part.kind === "worksheet")
    return <Sheet part={part} answer={answer} report={report} />;
  return null;
}

function Lines({
  part,
  answer,
  report,
}: {
  part: Extract<PublicPart, { kind: "derivation" }>;
  answer: Extract<PartAnswer, { kind: "derivation" }>;
  report: PartReport | null;
}) {
  return (
    <ul className="border border-line bg-surface">
      {part.lines.map((line) => {
        const check = report?.checks.find((one) => one.id === line.id);
        const seen = check?.evidence?.kind === "formula" ? check.evidence : null;
        return (
          <li
            key={line.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0"
          >
            <Verdict state={check?.verdict ?? "not-run"} />
            <Tex tex={`${line.tex} =`} />
            <code className="font-mono text-code">{answer.lines[line.id] || "–"}</code>
            {seen?.tex ? <Tex tex={seen.tex} className="text-ink-2" /> : null}
          </li>
        );
      })}
    </ul>
  );
}

function Sheet({
  part,
  answer,
  report,
}: {
  part: Extract<PublicPart, { kind: "worksheet" }>;
  answer: Extract<PartAnswer, { kind: "worksheet" }>;
  report: PartReport | null;
}) {
  // One check for each lane.
  const seen = report?.checks.flatMap(({ evidence }) => (evidence?.kind === "cells" ? [evidence.fields] : [])) ?? [];
  const states: Cells["fields"] = Object.assign({}, ...seen);
  return (
    <div className="flex flex-col gap-5">
      {part.lanes.map((lane) => (
        <section key={lane.id} aria-label={lane.title}>
          <h4 className="mb-2 text-ui font-semibold">{lane.title}</h4>
          <div className="flex flex-wrap gap-x-6 gap-y-4">
            {lane.fields.map((field) => (
              <div key={field.id}>
                <p className="mb-1">
                  <Tex tex={field.tex} />
                </p>
                <CellGrid
                  caption={field.id}
                  shape={field.shape}
                  cells={(answer.fields[field.id] ?? []).map((typed, at) => {
                    const state = states[field.id]?.[at];
                    const mark = state ? cellStates[state] : null;
                    return {
                      shown: (
                        <>
                          {mark ? <Verdict state={mark} size={13} /> : null}
                          <span className="flex-1 text-right">{typed === "" ? "–" : typed}</span>
                        </>
                      ),
                      className: cx(
                        "h-8 w-[112px] gap-2 border px-2 font-mono text-code",
                        state === "differs" ? "border-bad bg-bad-tint" : "border-line bg-surface",
                      ),
                    };
                  })}
                />
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
