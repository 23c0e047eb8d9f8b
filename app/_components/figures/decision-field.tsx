"use client";
import { contours } from "d3-contour";
import { useEffect, useId, useMemo, useRef } from "react";
import { themeColours, useThemeVersion } from "../base/use-theme-colours.ts";
import { Axes, type Range, scale } from "./axes.tsx";
import { DataTable } from "./data-table.tsx";
import { bandOf, fieldColours } from "./field-colours.ts";
import { LegendMark } from "./legend.tsx";
import { useWidth } from "./use-size.ts";

/** Probabilities of class 1 on a grid, row by row from the top (largest y) down. */
export type FieldGrid = {
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
  readonly x: Range;
  readonly y: Range;
};
export type FieldPoint = { readonly x: number; readonly y: number; readonly label: 0 | 1; readonly test?: boolean };

const margin = { left: 30, right: 4, top: 4, bottom: 24 };

/**
 * A network's decision on the plane: probability in bands, the ½ contour as a line, points over it. `grid` null shows the points
 * only. `label` states the finding in one sentence. Heights follow the width by `ratio`.
 */
export function DecisionField({
  grid,
  points,
  x,
  y,
  label,
  note,
  ratio = 0.7,
  compact = false,
  table = true,
}: {
  grid: FieldGrid | null;
  points: readonly FieldPoint[];
  x: Range;
  y: Range;
  label: string;
  note?: string;
  ratio?: number;
  /** Without axes, legend and table: a small picture among others. */
  compact?: boolean;
  /** Whether the points are listed under it. */
  table?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const clip = useId();
  const width = useWidth(box, 400);
  const around = compact ? { left: 0, right: 0, top: 0, bottom: 0 } : margin;
  const height = Math.round(width * ratio);
  const frame = {
    left: around.left,
    top: around.top,
    width: width - around.left - around.right,
    height: height - around.top - around.bottom,
  };
  const version = useThemeVersion();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours change with the theme
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !grid || !canvas.current) return;
    canvas.current.width = grid.columns;
    canvas.current.height = grid.rows;
    const bands = fieldColours(themeColours(["surface", "neg-fill", "pos-fill"]));
    const image = context.createImageData(grid.columns, grid.rows);
    for (let at = 0; at < grid.columns * grid.rows; at++) {
      const colour = bands[bandOf(grid.values[at] ?? 0.5)] ?? [0, 0, 0];
      image.data.set([...colour, 255], at * 4);
    }
    context.putImageData(image, 0, 0);
  }, [grid, version]);

  const { left, top, width: wide, height: high } = frame;
  const half = useMemo(
    () => (grid ? halfContour(grid, { left, top, width: wide, height: high }) : ""),
    [grid, left, top, wide, high],
  );
  const toX = scale(x, frame.left, frame.left + frame.width);
  const toY = scale(y, frame.top + frame.height, frame.top);
  return (
    <figure className="m-0">
      {compact ? null : (
        <figcaption className="mb-1.5 flex flex-wrap items-center gap-x-4 text-caption text-ink-2">
          <LegendMark mark="class-0">class 0</LegendMark>
          <LegendMark mark="class-1">class 1</LegendMark>
          {points.some((point) => point.test) ? <LegendMark mark="test">hollow: test</LegendMark> : null}
          {note ? <span className="ml-auto font-medium text-ink">{note}</span> : null}
        </figcaption>
      )}
      <div
        ref={box}
        role="img"
        aria-label={label}
        className="relative w-full overflow-x-clip forced-color-adjust-none"
        style={{ height }}
      >
        <canvas
          ref={canvas}
          className="absolute bg-sunken"
          style={{ left: frame.left, top: frame.top, width: frame.width, height: frame.height }}
        />
        <svg aria-hidden="true" width={width} height={height} className="absolute inset-0 overflow-visible">
          <clipPath id={clip}>
            <rect x={frame.left} y={frame.top} width={frame.width} height={frame.height} />
          </clipPath>
          <g clipPath={`url(#${clip})`}>
            <path d={half} fill="none" stroke="var(--ink)" strokeWidth="1.8" />
            {points.map((point, at) => (
              <Mark key={at} point={point} x={toX(point.x)} y={toY(point.y)} />
            ))}
          </g>
          {compact ? null : <Axes frame={frame} x={x} y={y} />}
        </svg>
      </div>
      {compact || !table || points.length === 0 ? null : (
        <DataTable
          head={["x1", "x2", "class", "use"]}
          rows={points.map((point) => [
            point.x.toFixed(3),
            point.y.toFixed(3),
            point.label,
            point.test ? "test" : "training",
          ])}
        />
      )}
    </figure>
  );
}

function Mark({ point, x, y }: { point: FieldPoint; x: number; y: number }) {
  const colour = point.label === 1 ? "var(--pos)" : "var(--neg)";
  const look = point.test
    ? { fill: "var(--surface)", stroke: colour, strokeWidth: 1.4 }
    : { fill: colour, stroke: "var(--surface)", strokeWidth: 0.8 };
  if (point.label === 0) return <circle cx={x} cy={y} r={3.1} {...look} />;
  return <path d={`M${x} ${y - 3.9}l3.9 6.8h-7.8z`} {...look} strokeLinejoin="round" />;
}

/** The ½ contour as an SVG path in the frame; lines along the border of the grid are left out. */
function halfContour(grid: FieldGrid, frame: { left: number; top: number; width: number; height: number }): string {
  const { columns, rows } = grid;
  const [shape] = contours().size([columns, rows]).thresholds([0.5])(Array.from(grid.values));
  const atBorder = (x: number, y: number) => x <= 0.5 || y <= 0.5 || x >= columns - 0.5 || y >= rows - 0.5;
  const place = (x: number, y: number) =>
    `${(frame.left + (x / columns) * frame.width).toFixed(1)} ${(frame.top + (y / rows) * frame.height).toFixed(1)}`;
  const parts: string[] = [];
  for (const ring of (shape?.coordinates ?? []).flat()) {
    let pen = "M";
    for (const [x = 0, y = 0] of ring) {
      if (atBorder(x, y)) pen = "M";
      else {
        parts.push(`${pen}${place(x, y)}`);
        pen = "L";
      }
    }
  }
  return parts.join("");
}
