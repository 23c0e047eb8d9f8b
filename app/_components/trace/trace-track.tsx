import { type CSSProperties, useId } from "react";
import type { Trace } from "#lib/core/trace.ts";
import { placeWords } from "./step-words.ts";

/** A track with one tick per step: forward solid above, backward dashed below, the first that is off as a mark. */
export function TraceTrack({ trace, at, onStep }: { trace: Trace; at: number; onStep: (step: number) => void }) {
  const id = useId();
  const last = Math.max(1, trace.steps.length - 1);
  const turn = trace.steps.findIndex(({ pass }) => pass === "backward");
  const place = (step: number) => `${((9 + (step / last) * (1000 - 18)) / 10).toFixed(2)}%`;
  return (
    <div>
      <label htmlFor={id} className="sr-only">
        Step of the trace
      </label>
      <svg aria-hidden="true" width="100%" height="18" className="block overflow-visible">
        {trace.steps.map((step, index) => {
          const off = index === trace.firstOff;
          const x = place(index);
          return (
            <line
              key={index}
              x1={x}
              x2={x}
              y1={off ? 1 : step.pass === "forward" ? 6 : 9}
              y2={off ? 17 : step.pass === "forward" ? 12 : 15}
              stroke={off ? "var(--bad)" : step.pass === "forward" ? "var(--fwd)" : "var(--bwd)"}
              strokeWidth={off ? 2.5 : 1.2}
            />
          );
        })}
        {turn > 0 ? (
          <>
            <line x1="0" x2={place(turn - 0.5)} y1="9" y2="9" stroke="var(--fwd)" strokeWidth="1" />
            <line
              x1={place(turn - 0.5)}
              x2="100%"
              y1="12"
              y2="12"
              stroke="var(--bwd)"
              strokeWidth="1"
              strokeDasharray="5 4"
            />
          </>
        ) : null}
      </svg>
      <input
        id={id}
        type="range"
        min={0}
        max={trace.steps.length - 1}
        step={1}
        value={at}
        aria-valuetext={placeWords(trace, at)}
        onChange={(event) => onStep(Number(event.target.value))}
        className="scale-input block w-full"
        style={{ "--part": `${(100 * at) / last}%` } as CSSProperties}
      />
    </div>
  );
}
