"use client";
import { Slider as Radix } from "radix-ui";

/** A value on a scale with ticks; arrows move by one step, with Shift by ten. `shown` is the value in words, right of the label. */
export function Slider({
  label,
  value,
  min,
  max,
  step,
  shown,
  ends,
  ticks = 5,
  onChange,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  shown: string;
  /** What stands under both ends. */
  ends: readonly [string, string];
  ticks?: number;
  onChange: (value: number) => void;
}) {
  return (
    <div>
      <div className="flex justify-between font-medium">
        <span>{label}</span>
        <span className="font-mono text-caption">{shown}</span>
      </div>
      <Radix.Root
        value={[value]}
        min={min}
        max={max}
        step={step}
        onValueChange={([next]) => {
          if (next !== undefined) onChange(next);
        }}
        className="relative mx-1.5 flex h-6 touch-none items-center select-none pointer-coarse:h-11"
      >
        <Radix.Track className="relative h-[3px] grow bg-line-strong">
          <Radix.Range className="absolute h-full bg-fwd" />
        </Radix.Track>
        <Radix.Thumb
          aria-label={label}
          aria-valuetext={shown}
          className="block size-4 rounded-[50%] border-[2.5px] border-fwd bg-surface"
        />
      </Radix.Root>
      <svg
        aria-hidden="true"
        className="mx-1.5 block h-1.5 w-[calc(100%-12px)] overflow-visible"
        preserveAspectRatio="none"
      >
        {Array.from({ length: ticks }, (_, at) => `${(at / (ticks - 1)) * 100}%`).map((x) => (
          <line key={x} x1={x} x2={x} y1="0" y2="4" stroke="var(--line-strong)" />
        ))}
      </svg>
      <div className="flex justify-between text-caption text-ink-3">
        {ends.map((end) => (
          <span key={end}>{end}</span>
        ))}
      </div>
    </div>
  );
}
