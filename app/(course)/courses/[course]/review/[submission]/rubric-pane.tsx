"use client";
import { unstable_rethrow } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { points } from "#app/_components/base/format.ts";
import { announce } from "#app/_components/base/live-region.tsx";
import { RubricRow } from "#app/_components/report/rubric-row.tsx";
import type { RubricPart } from "#lib/platform/services/index.ts";
import { markRubricAction } from "./actions.ts";
import { chosenFrom, chosenText } from "./kept.ts";
import { isTyping } from "./review-keys.tsx";
import { useUnsent } from "./use-unsent.ts";

const median = (sorted: readonly number[]): number | null => {
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** The rubric of one part: digits toggle its items, Enter marks and goes on. Points stay within 0 and what the part is worth. */
export function RubricPane({
  submissionId,
  here,
  rubric,
  classSoFar,
  keep,
}: {
  submissionId: string;
  here: string;
  rubric: RubricPart;
  classSoFar: readonly number[];
  /** Where this tab keeps what is not sent. */
  keep: string;
}) {
  const [unsent, change] = useUnsent(`${keep}/rubric-${rubric.partId}`);
  const ids = (items: RubricPart["items"]) => items.map(({ id }) => id);
  const applied: ReadonlySet<string> = new Set(
    unsent ? chosenFrom(unsent.chosen, ids(rubric.items)) : ids(rubric.items.filter((item) => item.applied)),
  );
  const [message, setMessage] = useState<string | null>(null);
  // A key that is hit by chance should not tell a student of 0 points.
  const [asked, setAsked] = useState(false);
  const [busy, begin] = useTransition();
  const sum = rubric.items.reduce((total, item) => total + (applied.has(item.id) ? item.points : 0), 0);
  const total = Math.min(rubric.outOf, Math.max(0, sum));
  const middle = median(classSoFar);

  const toggle = (id: string) => {
    // Whoever chose something since is asked anew.
    setAsked(false);
    const after = new Set(applied);
    if (!after.delete(id)) after.add(id);
    change({ chosen: chosenText(after) });
  };
  const mark = (goOn: boolean) =>
    begin(async () => {
      const said = await send(goOn);
      setMessage(said);
      announce(said ?? `Marked: ${points(total)} of ${points(rubric.outOf)}`);
    });
  const send = async (goOn: boolean): Promise<string | null> => {
    const kept = { chosen: chosenText(applied) };
    const marks = { submissionId, partId: rubric.partId, applied: [...applied], seen: rubric.markedAt, here, goOn };
    try {
      const { message: said } = await markRubricAction(marks);
      change(said === null ? null : kept);
      return said;
    } catch (error) {
      // Going on to the next answer comes as an error, after everything was taken.
      if (goOn) change(null);
      unstable_rethrow(error);
      change(kept);
      return "The marks did not reach the course. They are kept here; mark again when you are online.";
    }
  };

  const markByKey = () => {
    if (applied.size > 0 || rubric.markedAt !== null || asked) return mark(true);
    const said = `No item is chosen, which is 0 of ${points(rubric.outOf)}. Press Enter once more to mark it so.`;
    setAsked(true);
    setMessage(said);
    announce(said);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      const item = /^[1-9]$/.test(event.key)
        ? rubric.items[Number(event.key) - 1]
        : event.key === "0"
          ? rubric.items[9]
          : undefined;
      if (item) {
        event.preventDefault();
        toggle(item.id);
      } else if (
        event.key === "Enter" &&
        !(
          event.target instanceof HTMLButtonElement ||
          event.target instanceof HTMLAnchorElement ||
          (event.target instanceof HTMLElement && event.target.tagName === "SUMMARY")
        )
      ) {
        event.preventDefault();
        // A key that is held down is one answer, not two.
        if (!event.repeat) markByKey();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  return (
    <section aria-labelledby={`rubric-${rubric.partId}`} className="border-b border-line">
      <h2
        id={`rubric-${rubric.partId}`}
        className="flex h-10 items-center gap-2 border-b border-line px-4 font-semibold"
      >
        Rubric{" "}
        <span className="font-normal text-ink-3">{`${rubric.title}, ${points(rubric.outOf)} points, starts at 0`}</span>
      </h2>
      {rubric.items.map((item, at) => (
        <RubricRow
          key={item.id}
          item={item}
          applied={applied.has(item.id)}
          onToggle={() => toggle(item.id)}
          {...(at < 10 && { keyCap: String((at + 1) % 10) })}
        />
      ))}
      <div className="px-4 py-3">
        <p className="flex items-baseline justify-between">
          <span className="text-page font-semibold">
            {points(total)} <span className="text-ui font-normal text-ink-2">of {points(rubric.outOf)}</span>
          </span>
          <span className="text-caption text-ink-3">
            {middle === null ? "first one of the class" : `class so far: median ${points(middle)}`}
          </span>
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button kind="primary" className="flex-1" busy={busy} onClick={() => mark(true)} aria-keyshortcuts="Enter">
            Mark and go on
          </Button>
          <Button busy={busy} onClick={() => mark(false)}>
            Only mark
          </Button>
        </div>
        <p className="mt-2 text-caption text-ink-3">
          {rubric.markedAt
            ? `Marked by ${rubric.markedBy}, ${points(rubric.points)} of ${points(rubric.outOf)}; marking again replaces it.`
            : "Not yet marked. The student is told."}
          {unsent ? " What you chose here is not sent yet." : ""}
        </p>
        {message ? (
          <p role="alert" className="mt-1 text-ui text-bad">
            {message}
          </p>
        ) : null}
      </div>
    </section>
  );
}
