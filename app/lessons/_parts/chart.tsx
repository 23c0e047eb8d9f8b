import type { ReactNode } from "react";
import { cx } from "#app/_components/base/cx.ts";

export type Range = readonly [number, number];

/** Maps a value to a place on the drawing. */
const place =
  ([lo, hi]: Range, [from, to]: Range) =>
  (value: number): number =>
    from + ((value - lo) / (hi - lo)) * (to - from);

export function pathOf(
  points: readonly (readonly [number, number])[],
  x: (v: number) => number,
  y: (v: number) => number,
): string {
  return points.map(([a, b], i) => `${i === 0 ? "M" : "L"}${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join("");
}

type Scale = (value: number) => number;

type ChartProps = {
  readonly height: number;
  readonly rangeX: Range;
  readonly rangeY: Range;
  readonly ticksX: readonly number[];
  readonly ticksY: readonly number[];
  readonly labelX: string;
  readonly labelY: string;
  readonly showX?: (value: number) => string;
  readonly showY?: (value: number) => string;
  /** What is drawn over the axes, which run from `top` to `bottom`. */
  readonly children: (x: Scale, y: Scale, ends: { readonly top: number; readonly bottom: number }) => ReactNode;
};

/**
 * Axes of a small chart: hairlines, ticks with their numbers, what the axis is. Drawn twice, since a drawing that shrinks takes its
 * words along: for the column of a desk, and for a phone.
 */
export function Chart(props: ChartProps) {
  return (
    <>
      <Sized {...props} width={620} className="max-tablet:hidden" />
      <Sized {...props} width={300} className="tablet:hidden" />
    </>
  );
}

function Sized({
  width,
  height,
  className,
  rangeX,
  rangeY,
  ticksX,
  ticksY,
  labelX,
  labelY,
  showX = String,
  showY = String,
  children,
}: ChartProps & { readonly width: number; readonly className: string }) {
  const left = 52;
  const top = 24;
  const bottom = height - 34;
  const x = place(rangeX, [left, width - 12]);
  const y = place(rangeY, [bottom, top]);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={cx("w-full", className)} aria-hidden="true">
      {ticksY.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - 12} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end" className="fill-ink-3 text-caption">
            {showY(tick)}
          </text>
        </g>
      ))}
      <line x1={left} x2={width - 12} y1={bottom} y2={bottom} stroke="var(--line-strong)" />
      {ticksX.map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={bottom} y2={bottom + 4} stroke="var(--line-strong)" />
          <text x={x(tick)} y={bottom + 17} textAnchor="middle" className="fill-ink-3 text-caption">
            {showX(tick)}
          </text>
        </g>
      ))}
      <text x={width - 12} y={bottom + 31} textAnchor="end" className="fill-ink-3 text-caption">
        {labelX}
      </text>
      <text x={left} y={14} className="fill-ink-3 text-caption">
        {labelY}
      </text>
      {children(x, y, { top, bottom })}
    </svg>
  );
}
