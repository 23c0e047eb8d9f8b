"use client";
import { useEffect, useRef, useState } from "react";
import { Button } from "#app/_components/base/button.tsx";
import { Sentence } from "#app/_components/base/tex.tsx";
import { Verdict } from "#app/_components/base/verdict.tsx";
import { clock } from "#app/_components/base/when.ts";
import type { Receipt, RefusedPart } from "#lib/platform/services/index.ts";
import type { SubmissionState } from "../_state/use-submission.ts";

const ordinals = ["", "second in line", "third in line", "fourth in line", "fifth in line"];

function queueWords(running: boolean, ahead: number, long: boolean): string {
  if (running) return "Being graded now.";
  if (long) return "Still in line. It is safe there; you may leave this page and come back.";
  if (ahead === 0) return "Next in line, usually under a second.";
  const place = ordinals[ahead] ?? `${ahead} before it`;
  return `${place[0]?.toUpperCase()}${place.slice(1)}.`;
}

function receivedWords(receipt: Receipt, timeZone: string): string {
  return `Received ${clock(receipt.receivedAt, timeZone)}. Receipt ${receipt.receipt}.`;
}

const LONG_MS = 5000;

/** True once `waiting` has gone on for five seconds. */
function useLong(waiting: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [waiting]);
  return long;
}

/** Where a submission stands, or why it was not taken; in sentences, beside its shape. */
export function SubmissionStatus({
  state,
  timeZone,
  nameOf,
  onGoTo,
}: {
  state: SubmissionState;
  timeZone: string;
  /** What is called so: the part, and the field or line in it. */
  nameOf: (reason: RefusedPart) => string;
  onGoTo: (reason: RefusedPart) => void;
}) {
  const long = useLong(state.kind === "grading" && !state.running);
  const place = useRef<HTMLElement>(null);
  // Submit is at the foot: of a long sheet the top, where this stands, may be out of sight.
  useEffect(() => {
    if (state.kind === "refused") place.current?.scrollIntoView({ block: "nearest" });
  }, [state]);
  if (state.kind === "none") return null;
  if (state.kind === "refused") {
    return (
      <section ref={place} aria-label="Not submitted" className="appear border-b border-line bg-surface px-4 py-3">
        <p className="flex items-start gap-2 font-medium">
          <Verdict state="ungradable" label="" className="mt-0.5" />
          <span>{state.message}</span>
        </p>
        {state.reasons.length > 0 ? (
          <ul className="mt-2 flex flex-col gap-2 pl-6">
            {state.reasons.map((reason) => (
              <li key={`${reason.partId}/${reason.place}/${reason.message}`} className="flex items-start gap-3">
                <span className="flex-1">
                  <span className="text-ink-2">
                    <Sentence text={nameOf(reason)} />:{" "}
                  </span>
                  {reason.message}
                </span>
                <Button size="small" onClick={() => onGoTo(reason)}>
                  {reason.line === null ? "Show it" : `Go to line ${reason.line}`}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
      </section>
    );
  }
  const words =
    state.kind === "sending"
      ? "Sending your answer."
      : state.kind === "grading"
        ? `${state.receipt ? `${receivedWords(state.receipt, timeZone)} ` : ""}${queueWords(state.running, state.ahead, long)}`
        : state.kind === "dead"
          ? `${state.receipt ? `${receivedWords(state.receipt, timeZone)} ` : ""}It could not be graded. That is the platform's fault, costs no attempt, and an assistant looks at it.`
          : state.receipt
            ? receivedWords(state.receipt, timeZone)
            : null;
  if (words === null) return null;
  const shape = state.kind === "done" ? "correct" : state.kind === "dead" ? "ungradable" : "running";
  return (
    <p className="flex items-start gap-2 border-b border-line px-4 py-2.5 text-caption text-ink-2">
      <Verdict state={shape} size={13} label="" className="mt-[2px]" />
      <span>{words}</span>
    </p>
  );
}
