"use client";
import { Button } from "#app/_components/base/button.tsx";
import { Verdict } from "#app/_components/base/verdict.tsx";
import type { RunEnd } from "#lib/core/report.ts";
import type { Run } from "../_state/use-run.ts";

const how: { readonly [ended in NonNullable<Run["ended"]>]: string } = {
  done: "This was a Run; no attempt was used.",
  person: "Stopped. No attempt was used.",
  clock: "Stopped after 20 seconds: something in it could not be interrupted. This was a Run; no attempt was used.",
  fault: "The sandbox of this page was lost. Run again; a new one is ready.",
};

/** A run that did not come to its checks, or was ended: what was seen, where, and that it cost nothing. */
export function RunEnded({
  ended,
  how: reason,
  onGoTo,
}: {
  ended: RunEnd | null;
  how: Run["ended"];
  onGoTo: (line: number, column: number) => void;
}) {
  const at = ended?.at ?? null;
  return (
    <section aria-label="How the run ended" className="flex flex-col items-start gap-3 border-b border-line px-4 py-4">
      {ended ? (
        <p className="flex items-start gap-2.5">
          <Verdict state="ungradable" label="" className="mt-[5px]" />
          <span className="prose says">{ended.message}</span>
        </p>
      ) : null}
      <p className="text-caption text-ink-3">{how[reason ?? "done"]}</p>
      {at ? (
        <Button size="small" iconAfter="arrow-right" onClick={() => onGoTo(at.line, at.column)}>
          {`Go to line ${at.line}`}
        </Button>
      ) : null}
    </section>
  );
}
