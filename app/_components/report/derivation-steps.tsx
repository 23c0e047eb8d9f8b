import type { NamedNumbers, StepEvidence, Witness } from "#lib/core/report.ts";
import { figure } from "../base/format.ts";
import { Tex } from "../base/tex.tsx";
import { Verdict, type VerdictState } from "../base/verdict.tsx";

const states: { readonly [mark in StepEvidence["mark"]]: VerdictState } = {
  holds: "correct",
  follows: "follows",
  defines: "not-run",
  differs: "incorrect",
  unreadable: "ungradable",
};

const words: { readonly [mark in StepEvidence["mark"]]: string } = {
  holds: "follows",
  follows: "follows from a step that does not hold",
  defines: "a name for what follows",
  differs: "does not follow",
  unreadable: "cannot be read",
};

/** The steps of a derivation in order, each with its mark; the first that does not follow with a small case as numbers. One formula is one step. */
export function DerivationSteps({
  steps,
  milestones,
}: {
  steps: readonly StepEvidence[];
  milestones: readonly { readonly id: string; readonly name: string; readonly reached: boolean }[];
}) {
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-2">
        {steps.map((step, at) => (
          <li key={at} className="flex items-start gap-2.5">
            <Verdict state={states[step.mark]} size={13} label={words[step.mark]} className="mt-1.5" />
            <div className="min-w-0">
              <div className="scroll-quiet overflow-x-auto overflow-y-hidden py-0.5">
                {step.tex ? <Tex tex={step.tex} /> : <code className="font-mono text-code">{step.text}</code>}
              </div>
              {step.message ? <p className="text-caption text-ink-2">{said(step)}</p> : null}
              {step.witness ? <SmallCase witness={step.witness} /> : null}
            </div>
          </li>
        ))}
      </ol>
      {milestones.length > 0 ? (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-caption" aria-label="Found on the way">
          {milestones.map(({ id, name, reached }) => (
            <li key={id} className="flex items-center gap-1.5">
              <Verdict state={reached ? "correct" : "incorrect"} size={13} />
              {name}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const said = ({ message, column }: StepEvidence): string =>
  column === null ? (message ?? "") : `Column ${column}: ${message ?? ""}`;

function SmallCase({ witness: { given, g, before, after } }: { witness: Witness }) {
  const asked = before.name === "asked";
  return (
    <dl className="mt-1.5 grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 rounded-box bg-sunken px-3 py-2 text-caption">
      <dt className="text-ink-3">in this case</dt>
      <dd className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {given.map((one) => (
          <Tex key={one.name} tex={`${one.tex} = ${numbersTex(one)}`} />
        ))}
        {g === null ? null : <Tex tex={`g = \\operatorname{${g}}`} />}
      </dd>
      <dt className="text-ink-3">{asked ? "asked for" : "before"}</dt>
      <dd className="scroll-quiet overflow-x-auto overflow-y-hidden">
        <Tex tex={numbersTex(before)} />
      </dd>
      <dt className="text-ink-3">{asked ? "yours" : "this step"}</dt>
      <dd className="scroll-quiet overflow-x-auto overflow-y-hidden">
        <Tex tex={numbersTex(after)} />
      </dd>
    </dl>
  );
}

function numbersTex({ shape, data }: NamedNumbers): string {
  const words = data.map((entry) => (entry === null ? "\\text{no number}" : figure(entry).replace("−", "-")));
  if (words.length === 1) return words[0] ?? "";
  const columns = shape[1] ?? 1;
  const rows = Array.from({ length: words.length / columns }, (_, i) =>
    words.slice(i * columns, (i + 1) * columns).join(" & "),
  );
  return `\\begin{bmatrix} ${rows.join(" \\\\ ")} \\end{bmatrix}`;
}
