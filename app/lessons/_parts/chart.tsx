import type { ReactNode } from "react";

export type Range = readonly [number, number];

/** Maps a value to a place on the drawing. */
export const place =
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

/** Axes of a small chart: hairlines, ticks with their numbers, what the axis is. Children are drawn over them. */
export function Chart({
  width,
  height,
  x,
  y,
  ticksX,
  ticksY,
  labelX,
  labelY,
  showX = String,
  showY = String,
  children,
}: {
  width: number;
  height: number;
  x: (value: number) => number;
  y: (value: number) => number;
  ticksX: readonly number[];
  ticksY: readonly number[];
  labelX: string;
  labelY: string;
  showX?: (value: number) => string;
  showY?: (value: number) => string;
  children: ReactNode;
}) {
  const left = 52;
  const bottom = height - 34;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="block w-full" aria-hidden="true">
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
      {children}
    </svg>
  );
}
