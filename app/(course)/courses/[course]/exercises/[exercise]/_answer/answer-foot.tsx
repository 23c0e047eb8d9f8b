"use client";
import type { ReactNode } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { Kbd } from "#app/_components/base/kbd.tsx";
import { Sentence } from "#app/_components/base/tex.tsx";
import type { SubmitOutlook } from "#lib/platform/services/index.ts";
import { outlookWords } from "../_state/outlook-words.ts";

/** "Submit uses attempt 2 of 5; the best one counts": the number stands out, wherever the service put it. */
function emphasised(sentence: string): string {
  return sentence.replace(/attempt \d+ of \d+/, (words) => `**${words}**`);
}

/** Under the answer, where the hand is: what Submit would do, Run, Submit. */
export function AnswerFoot({
  outlook,
  online,
  running,
  sending,
  runs,
  left,
  untouched,
  note,
  onRun,
  onStop,
  onSubmit,
}: {
  outlook: SubmitOutlook;
  online: boolean;
  running: boolean;
  sending: boolean;
  /** Whether Run has anything to show for this kind of part. */
  runs: boolean;
  left?: ReactNode;
  /** What Submit would take untouched. */
  untouched: string;
  /** What the last Run read, where no pane of results stands beside the answer. */
  note: string | null;
  onRun: () => void;
  onStop: () => void;
  onSubmit: () => void;
}) {
  const sentence = outlookWords(outlook, { online, runs });
  return (
    <>
      {note ? (
        <p className="appear border-b border-line px-4 py-2 text-caption text-ink-2">
          <Sentence text={note} />
        </p>
      ) : null}
      <div className="flex min-h-[3.25rem] flex-wrap items-center gap-x-2 gap-y-2 px-4 py-2.5">
        {left ? <span className="hidden text-caption text-ink-2 wide:block">{left}</span> : null}
        <span
          className="min-w-0 flex-1 text-caption text-ink-2 wide:[span+&]:text-right wide:[span+&]:pr-1"
          id="submit-outlook"
        >
          <Sentence text={emphasised(sentence)} />
          {untouched ? <span className="block text-ink-3">{untouched}</span> : null}
        </span>
        {running ? (
          <Button icon="stop" onClick={onStop}>
            Stop
          </Button>
        ) : runs ? (
          <Button icon="play" aria-keyshortcuts="Control+Enter Meta+Enter" onClick={onRun}>
            Run
            <Kbd keys="Mod+Enter" className="ml-0.5 text-ink-2 max-tablet:hidden" />
          </Button>
        ) : null}
        <Button
          kind="primary"
          iconAfter="arrow-right"
          busy={sending}
          disabled={!outlook.open && outlook.because !== "preview"}
          aria-describedby="submit-outlook"
          aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter"
          onClick={onSubmit}
        >
          Submit
          <Kbd keys="Mod+Shift+Enter" className="order-last ml-0.5 max-tablet:hidden" />
        </Button>
      </div>
    </>
  );
}
