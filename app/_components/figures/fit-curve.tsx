"use client";
import { extent } from "d3-array";
import { useId, useRef } from "react";
import { figure } from "../base/format.ts";
import { Axes, type Range, scale } from "./axes.tsx";
import { DataTable } from "./data-table.tsx";
import { LegendLine } from "./legend.tsx";
import { useWidth } from "./use-size.ts";

export type XY = readonly [x: number, y: number];

const margin = { left: 34, right: 6, top: 6, bottom: 24 };

function padded([low = 0, high = 1]: readonly (number | undefined)[]): Range {
  const pad = (high - low || 1) * 0.06;
  return [low - pad, high + pad];
}

/** What a network computes of one input against what it was taught. `label` states the finding in one sentence. */
export function FitCurve({
  data,
  fit,
  label,
  note,
  ratio = 0.55,
}: {
  data: readonly XY[];
  fit: readonly XY[];
  label: string;
  note?: string;
  ratio?: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const clip = useId();
  const width = useWidth(box, 400);
  const height = Math.round(width * ratio);
  const frame = {
    left: margin.left,
    top: margin.top,
    width: width - margin.left - margin.right,
    height: height - margin.top - margin.bottom,
  };
  const x = padded(extent([...data, ...fit], ([at]) => at));
  const y = padded(extent(data.length > 0 ? data : fit, ([, value]) => value));
  const toX = scale(x, frame.left, frame.left + frame.width);
  const toY = scale(y, frame.top + frame.height, frame.top);
  const path = [...fit]
    .sort((a, b) => a[0] - b[0])
    .map(([at, value], i) => `${i === 0 ? "M" : "L"}${toX(at).toFixed(1)} ${toY(value).toFixed(1)}`);
  return (
    <figure className="m-0">
      <figcaption className="mb-1 flex flex-wrap gap-x-4 text-caption text-ink-2">
        <LegendLine tone="fwd">your network</LegendLine>
        <span className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" width="10" height="10">
            <circle cx="5" cy="5" r="2.8" fill="none" stroke="var(--ink-2)" strokeWidth="1.2" />
          </svg>
          data
        </span>
        {note ? <span className="ml-auto font-medium text-ink">{note}</span> : null}
      </figcaption>
      <div ref={box} role="img" aria-label={label} style={{ height }} className="w-full">
        <svg aria-hidden="true" width={width} height={height} className="overflow-visible">
          <clipPath id={clip}>
            <rect x={frame.left} y={frame.top} width={frame.width} height={frame.height} />
          </clipPath>
          <Axes frame={frame} x={x} y={y} grid />
          <g clipPath={`url(#${clip})`}>
            {data.map(([at, value]) => (
              <circle
                key={`${at}:${value}`}
                cx={toX(at)}
                cy={toY(value)}
                r={2.4}
                fill="none"
                stroke="var(--ink-3)"
                strokeWidth="1.1"
              />
            ))}
            <path d={path.join("")} fill="none" stroke="var(--fwd)" strokeWidth="2" />
          </g>
        </svg>
      </div>
      <DataTable head={["x", "data"]} rows={data.map(([at, value]) => [figure(at), figure(value)])} />
    </figure>
  );
}
