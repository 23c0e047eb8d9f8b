"use client";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";

const step = 16;
const keys: { readonly [key: string]: number } = {
  ArrowLeft: -step,
  ArrowRight: step,
  PageUp: -4 * step,
  PageDown: 4 * step,
};

/**
 * Parts two panes; drag it, move it with the arrow keys, or click twice to put it back. `width` in px is that of the pane which
 * it sizes, `direction` 1 where that pane lies to its left and −1 where it lies to its right.
 */
export function Divider({
  label,
  width,
  min,
  max,
  direction,
  onChange,
  onReset,
}: {
  label: string;
  width: number;
  min: number;
  max: number;
  direction: 1 | -1;
  onChange: (width: number) => void;
  onReset: () => void;
}) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const within = (next: number) => Math.round(Math.min(max, Math.max(min, next)));
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = keys[event.key];
    const jump = { Home: min, End: max }[event.key];
    if (moved === undefined && jump === undefined) return;
    event.preventDefault();
    onChange(jump ?? within(width + direction * (moved ?? 0)));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (from.current) onChange(within(from.current.width + direction * (event.clientX - from.current.x)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget, which <hr> is not
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className="group relative z-10 -mx-[4px] w-[9px] cursor-col-resize touch-none outline-none"
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        from.current = null;
      }}
      onPointerCancel={() => {
        from.current = null;
      }}
    >
      <span className="absolute inset-y-0 left-[4px] w-px bg-line transition-colors group-hover:bg-line-strong group-focus-visible:left-[3px] group-focus-visible:w-[3px] group-focus-visible:bg-fwd" />
    </div>
  );
}
