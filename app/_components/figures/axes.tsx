import { ticks } from "d3-array";
import { minus } from "../base/format.ts";

export type Range = readonly [low: number, high: number];
/** Where a figure is drawn inside its SVG, in px. */
export type Frame = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** From data to px, to a tenth: engines differ in the last digits of a sine, and a page must be the same on both sides. */
export const scale =
  ([low, high]: Range, from: number, to: number) =>
  (value: number) =>
    Math.round((from + ((value - low) / (high - low)) * (to - from)) * 10) / 10;

/** Ticks and numbers at the left and below a frame. */
export function Axes({ frame, x, y, grid = false }: { frame: Frame; x: Range; y: Range; grid?: boolean }) {
  const toX = scale(x, frame.left, frame.left + frame.width);
  const toY = scale(y, frame.top + frame.height, frame.top);
  const bottom = frame.top + frame.height;
  return (
    <g fontSize="12" fill="var(--ink-3)" stroke="none">
      {ticks(x[0], x[1], Math.max(2, Math.round(frame.width / 70))).map((value) => (
        <g key={value}>
          <line x1={toX(value)} x2={toX(value)} y1={bottom} y2={bottom + 4} stroke="var(--line-strong)" />
          <text x={toX(value)} y={bottom + 17} textAnchor="middle">
            {minus(String(value))}
          </text>
        </g>
      ))}
      {ticks(y[0], y[1], Math.max(2, Math.round(frame.height / 55))).map((value) => (
        <g key={value}>
          {grid ? (
            <line x1={frame.left} x2={frame.left + frame.width} y1={toY(value)} y2={toY(value)} stroke="var(--line)" />
          ) : null}
          <line x1={frame.left - 4} x2={frame.left} y1={toY(value)} y2={toY(value)} stroke="var(--line-strong)" />
          <text x={frame.left - 8} y={toY(value) + 4} textAnchor="end">
            {minus(String(value))}
          </text>
        </g>
      ))}
    </g>
  );
}
