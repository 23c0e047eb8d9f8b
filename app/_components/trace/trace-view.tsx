"use client";
import { useEffect, useRef, useState } from "react";
import type { Trace } from "#lib/core/trace.ts";
import { Button } from "../base/button.tsx";
import { figure } from "../base/format.ts";
import { CodeText } from "../fields/code-text.tsx";
import { placeWords, sizesWords } from "./step-words.ts";
import { TraceChain } from "./trace-chain.tsx";
import { TraceStepView } from "./trace-step.tsx";
import { TraceTrack } from "./trace-track.tsx";

/**
 * Where a gradient first goes off, on the smallest case: the chain, and both passes to step through. The line of the step is lit:
 * in the editor, which `onLine` tells, or in `source`, shown beside.
 */
export function TraceView({
  trace,
  source = null,
  onLine,
}: {
  trace: Trace;
  source?: string | null;
  onLine?: (line: number | null) => void;
}) {
  const first = trace.firstOff ?? trace.steps.findIndex(({ pass }) => pass === "backward");
  const [at, setAt] = useState(Math.max(0, first));
  const step = trace.steps[at];
  const line = step?.at?.line ?? null;
  const go = (next: number) => {
    const to = Math.min(trace.steps.length - 1, Math.max(0, next));
    setAt(to);
    onLine?.(trace.steps[to]?.at?.line ?? null);
  };
  const sizes = sizesWords(trace.sizes);
  return (
    <section aria-label="Where it first goes off" className="flex flex-col gap-3 border-t border-line pt-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">Where it first goes off</span>
        <span className="text-caption text-ink-3">
          {`a small case of its own: ${sizes}${trace.loss === null ? "" : `; loss ${figure(trace.loss)}`}`}
        </span>
      </p>
      {trace.chain.length > 0 ? <TraceChain trace={trace} at={at} onStep={go} /> : null}
      {trace.note ? <p className="text-caption text-ink-2">{trace.note}</p> : null}
      {step ? (
        <>
          <div>
            <TraceTrack trace={trace} at={at} onStep={go} />
            <div className="mt-1 flex flex-wrap items-center gap-2">
              <Button size="small" kind="quiet" icon="arrow-left" disabled={at === 0} onClick={() => go(at - 1)}>
                Back
              </Button>
              <Button
                size="small"
                kind="quiet"
                iconAfter="arrow-right"
                disabled={at === trace.steps.length - 1}
                onClick={() => go(at + 1)}
              >
                Forward
              </Button>
              {/* Stays while it is come to: what vanishes takes the focus with it, and moves what is below. */}
              {trace.firstOff === null ? null : (
                <Button size="small" kind="quiet" onClick={() => go(trace.firstOff ?? 0)}>
                  First step that is off
                </Button>
              )}
              <span aria-live="polite" className="ml-auto text-caption text-ink-2">
                {placeWords(trace, at)}
              </span>
            </div>
          </div>
          <TraceStepView trace={trace} at={at} />
          {source === null ? null : <LitSource source={source} line={line} />}
        </>
      ) : null}
    </section>
  );
}

const LINE_PX = 21;

/** The answer's code with one line lit and kept in sight. */
function LitSource({ source, line }: { source: string; line: number | null }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (line !== null && box.current) box.current.scrollTop = Math.max(0, (line - 4) * LINE_PX);
  }, [line]);
  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keys
      tabIndex={0}
      aria-label="The code of this answer"
      className="scroll-quiet max-h-[168px] overflow-auto border border-line bg-surface"
    >
      <CodeText source={source} marked={line} />
    </section>
  );
}
