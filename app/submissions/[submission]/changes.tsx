"use client";
import { useState } from "react";
import { Select } from "#app/_components/base/select.tsx";
import { DiffView } from "#app/_components/report/diff-view.tsx";
import type { Answer } from "#lib/core/answer.ts";

type Attempt = { readonly number: number; readonly answer: Answer };

const sourceOf = (attempt: Attempt | undefined, partId: string): string => {
  const answer = attempt?.answer[partId];
  return answer?.kind === "code" ? answer.source : "";
};

/** The difference between any two attempts, for parts that are code. */
export function Changes({
  attempts,
  parts,
  current,
}: {
  attempts: readonly Attempt[];
  parts: readonly { id: string; title: string }[];
  current: number;
}) {
  const [from, setFrom] = useState(Math.max(1, current - 1));
  const [to, setTo] = useState(current);
  if (attempts.length < 2 || parts.length === 0) return null;
  const options = attempts.map((one) => ({ value: String(one.number), label: `Attempt ${one.number}` }));
  const of = (number: number) => attempts.find((one) => one.number === number);
  return (
    <section aria-labelledby="changes">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="changes" className="flex-1 text-pane font-semibold">
          What you changed
        </h2>
        <span className="text-ink-3">compare</span>
        <Select
          label="Earlier attempt"
          options={options}
          value={String(from)}
          onChange={(value) => setFrom(Number(value))}
        />
        <span className="text-ink-3">with</span>
        <Select label="Later attempt" options={options} value={String(to)} onChange={(value) => setTo(Number(value))} />
      </div>
      {parts.map((part) => (
        <DiffView
          key={part.id}
          label={`${part.title}: attempt ${from} and attempt ${to}`}
          before={sourceOf(of(from), part.id)}
          after={sourceOf(of(to), part.id)}
        />
      ))}
    </section>
  );
}
