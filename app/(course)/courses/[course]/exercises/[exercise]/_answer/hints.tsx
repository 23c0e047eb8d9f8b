"use client";
import { useState, useTransition } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { pointsWords } from "#app/_components/base/format.ts";
import { Icon } from "#app/_components/base/icon.tsx";
import { announce } from "#app/_components/base/live-region.tsx";
import { Sentence } from "#app/_components/base/tex.tsx";
import type { HintView } from "#lib/platform/services/index.ts";
import { openHintAction } from "../actions.ts";

const price = (cost: number): string => (cost === 0 ? "free" : `costs ${pointsWords(cost)}`);

/** Hints of one part, opened in order; the next one says its price before it is opened. */
export function Hints({
  at,
  partId,
  hints,
  free,
}: {
  at: { course: string; exercise: string };
  partId: string;
  hints: readonly HintView[];
  free: boolean;
}) {
  const [shown, setShown] = useState(hints);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<number | null>(null);
  const [pending, start] = useTransition();
  if (shown.length === 0) return null;
  const opened = shown.filter((hint) => hint.text !== null);
  const next = shown.find((hint) => hint.text === null);
  const open = (hint: HintView) =>
    start(async () => {
      const answered = await openHintAction({ ...at, partId, index: hint.index }).catch(() => null);
      if (!answered?.ok) {
        setProblem(
          answered
            ? answered.error.message
            : "The course could not be reached. The hint was not opened and costs nothing.",
        );
        return;
      }
      setProblem(null);
      setAsked(null);
      setShown((all) => all.map((each) => (each.index === hint.index ? answered.value : each)));
      announce(`Hint ${hint.index + 1}: ${answered.value.text ?? ""}`);
    });
  return (
    <section aria-label="Hints" className="rounded-box border border-line">
      {opened.length > 0 ? (
        <ol className="flex flex-col">
          {opened.map((hint) => (
            <li key={hint.index} className="border-b border-line px-3.5 py-2.5 last:border-b-0">
              <p className="text-caption text-ink-3">{`Hint ${hint.index + 1}, ${free ? "no price in a preview" : price(hint.cost)}`}</p>
              <p className="prose next text-ink!">
                <Sentence text={hint.text ?? ""} />
              </p>
            </li>
          ))}
        </ol>
      ) : null}
      {next ? (
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 px-3.5 py-2.5 [ol+&]:border-t [ol+&]:border-line">
          <Icon name="bulb" />
          <span className="font-medium">
            {opened.length === 0
              ? `${shown.length} ${shown.length === 1 ? "hint" : "hints"}`
              : `${shown.length - opened.length} more`}
          </span>
          <span
            className="text-ink-3"
            id={`price-${partId}`}
          >{`${opened.length === 0 ? "first" : "next"} ${next.cost === 0 ? "is free" : price(next.cost)}`}</span>
          <span className="flex-1" />
          {asked === next.index ? (
            <span className="flex w-full justify-end gap-2">
              <Button size="small" kind="quiet" onClick={() => setAsked(null)}>
                Not now
              </Button>
              {/* The button that asked is gone, and the focus would be with it. */}
              <Button size="small" busy={pending} autoFocus onClick={() => open(next)}>
                {`Open for ${pointsWords(next.cost)}`}
              </Button>
            </span>
          ) : (
            <Button
              size="small"
              kind="quiet"
              busy={pending}
              aria-describedby={`price-${partId}`}
              onClick={() => (next.cost === 0 || free ? open(next) : setAsked(next.index))}
            >
              {`Open hint ${next.index + 1}`}
            </Button>
          )}
        </div>
      ) : null}
      {problem ? <p className="px-3.5 pb-2.5 text-caption text-bad">{problem}</p> : null}
    </section>
  );
}
