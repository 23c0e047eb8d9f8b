"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { announce } from "#app/_components/base/live-region.tsx";
import type { LossPoint } from "#app/_components/figures/loss-series.ts";
import { quickjsWasmUrl, runWorkerUrl } from "#generated/browser-worker.ts";
import type { Answer } from "#lib/core/answer.ts";
import type { CheckReport, RunPart } from "#lib/core/report.ts";
import type { Progress } from "#lib/core/runner.ts";
import type { PublicExercise } from "#lib/grading/exercise/index.ts";
import { type BrowserRunner, createBrowserRunner } from "#lib/grading/sandbox/browser.ts";
import { listed } from "./parts.ts";

/** One run in this browser: what is known of it so far, or how it ended. */
export type Run = {
  readonly number: number;
  readonly partId: string;
  /** Whole once it is done. */
  readonly part: RunPart | null;
  /** As they come. */
  readonly checks: readonly CheckReport[];
  readonly losses: readonly LossPoint[];
  readonly running: boolean;
  /** Milliseconds from the click to the end, training included. */
  readonly ms: number | null;
  readonly ended: "done" | "person" | "clock" | "fault" | null;
};

export type Runs = {
  readonly latest: Run | null;
  readonly run: (partId: string, answer: Answer) => void;
  readonly stop: () => void;
};

/** Adds streamed losses; a smaller epoch means that training began anew, and so does the curve. */
export function grown(losses: readonly LossPoint[], points: readonly Progress[]): readonly LossPoint[] {
  const next = [...losses];
  for (const { epoch, loss } of points) {
    if ((next.at(-1)?.[0] ?? -1) >= epoch) next.length = 0;
    next.push([epoch, loss]);
  }
  return next.length > 4000 ? next.filter((_, at) => at % 2 === 0) : next;
}

/** Runs the public checks of one part in a Web Worker; the worker is warm before it is asked. */
export function useRun(exercise: PublicExercise): Runs {
  const [latest, setLatest] = useState<Run | null>(null);
  const runner = useRef<BrowserRunner | null>(null);
  const count = useRef(0);
  const busy = useRef(0);

  useEffect(() => {
    const made = createBrowserRunner({ workerUrl: runWorkerUrl, wasmUrl: quickjsWasmUrl });
    runner.current = made;
    return () => {
      runner.current = null;
      made.close();
    };
  }, []);

  const run = useCallback(
    (partId: string, answer: Answer) => {
      const here = runner.current;
      if (!here) return;
      count.current += 1;
      const number = count.current;
      const begun = performance.now();
      const update = (change: (run: Run) => Partial<Run>) =>
        setLatest((now) => (now?.number === number ? { ...now, ...change(now) } : now));
      if (busy.current > 0) here.stop();
      busy.current += 1;
      setLatest({ number, partId, part: null, checks: [], losses: [], running: true, ms: null, ended: null });
      void here
        .start(
          { type: "gradePublic", exercise, answer, partId },
          {
            onCheck: (_, check) => update((now) => ({ checks: [...now.checks, check] })),
            onProgress: (points) => update((now) => ({ losses: grown(now.losses, points) })),
          },
        )
        .then(
          (started) => {
            const ms = Math.round(performance.now() - begun);
            if (started.stopped !== null) {
              update(() => ({ running: false, ms, ended: started.stopped }));
              return;
            }
            const part = started.value.parts.find(({ id }) => id === partId) ?? null;
            update(() => ({ running: false, ms, part, checks: part?.checks ?? [], ended: "done" }));
            if (part) announce(runSentence(number, part));
          },
          () => update(() => ({ running: false, ended: "fault" })),
        )
        .finally(() => {
          busy.current -= 1;
        });
    },
    [exercise],
  );
  const stop = useCallback(() => {
    if (busy.current > 0) runner.current?.stop();
    announce("Stopped. No attempt was used.");
  }, []);
  return { latest, run, stop };
}

/** "Run 7: 1 of 1 checks hold." and what the first finding is: what the live region says. */
export function runSentence(number: number, part: RunPart): string {
  if (part.run) return `Run ${number}: ${part.run.message}`;
  if (part.kind === "code") {
    const held = part.checks.filter((check) => check.verdict === "correct").length;
    const first = part.checks.find((check) => check.verdict !== "correct");
    return `Run ${number}: ${held} of ${part.checks.length} checks hold.${first ? ` First: ${first.title}. ${first.message}` : ""}`;
  }
  return `Run ${number}: ${readingSentence(part)}`;
}

/** What Run can say of a sheet or of formulas without the solution: what is readable, and which shapes differ. `name` is of a field. */
export function readingSentence(part: RunPart, name: (id: string) => string = (id) => id): string {
  const found = Object.entries(part.reading);
  const cells = found.map(([, one]) => one).find((one) => one.kind === "cells");
  if (cells?.kind === "cells") {
    const states = Object.values(cells.fields).flat();
    const odd = Object.entries(cells.fields).filter(([, field]) => field.includes("unreadable"));
    const unread = states.filter((state) => state === "unreadable").length;
    const empty = states.filter((state) => state === "empty").length;
    const rest = [
      odd.length > 0 ? `${listed(odd.map(([id]) => name(id)))} cannot` : "",
      empty > 0 ? `${empty} ${empty === 1 ? "is" : "are"} empty` : "",
    ].filter(Boolean);
    const read = `${states.length - unread - empty} of ${states.length} fields can be read`;
    return `${[read, ...rest].join("; ")}. Submit compares them.`;
  }
  const lines = found.flatMap(([id, one]) => (one.kind === "formula" ? [{ id, ...one }] : []));
  if (lines.length === 0) return "Nothing to run here. Submit takes the answer as it is.";
  const odd = lines.filter((line) => !line.readable);
  const readable = lines.length - odd.length;
  const shaped = lines.filter((line) => line.readable && line.message === null).length;
  const cannot = odd.length > 0 ? `; ${listed(odd.map(({ id }) => name(id)))} cannot` : "";
  const shapes = `${shaped} ${shaped === 1 ? "has" : "have"} the shape that is asked for`;
  return `${readable} of ${lines.length} lines can be read${cannot}; ${shapes}. Submit compares them.`;
}
