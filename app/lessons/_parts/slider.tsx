"use client";
import { type CSSProperties, useId } from "react";

/**
 * A number on a scale. `steps` are the values that it takes, evenly spread, so that a scale may be logarithmic;
 * arrow keys go one step, Page Up and Page Down ten.
 */
export function Slider({
  label,
  value,
  steps,
  format,
  onChange,
}: {
  label: string;
  value: number;
  steps: readonly number[];
  format: (value: number) => string;
  onChange: (value: number) => void;
}) {
  const id = useId();
  const at = steps.reduce(
    (best, step, i) => (Math.abs(step - value) < Math.abs((steps[best] ?? 0) - value) ? i : best),
    0,
  );
  const first = steps[0] ?? 0;
  const last = steps.at(-1) ?? 0;
  return (
    <div>
      <div className="mb-1 flex items-baseline justify-between">
        <label htmlFor={id} className="text-ui font-medium">
          {label}
        </label>
        <output htmlFor={id} className="font-mono text-code">
          {format(value)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={steps.length - 1}
        step={1}
        value={at}
        aria-valuetext={format(value)}
        onChange={(event) => onChange(steps[Number(event.target.value)] ?? value)}
        className="scale-input block w-full"
        style={{ "--part": `${(100 * at) / Math.max(1, steps.length - 1)}%` } as CSSProperties}
      />
      <div aria-hidden="true" className="flex justify-between text-caption text-ink-3">
        <span>{format(first)}</span>
        <span>{format(last)}</span>
      </div>
    </div>
  );
}

/** Values with equal ratios, rounded to two significant digits: a logarithmic scale for `Slider`. */
export function ratioSteps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Number((from * (to / from) ** (i / (count - 1))).toPrecision(2)));
}
