"use client";
import "uplot/dist/uPlot.min.css";
import { useEffect, useRef } from "react";
import type uPlot from "uplot";
import { figure, grouped } from "../base/format.ts";
import { themeColours, useThemeVersion } from "../base/use-theme-colours.ts";
import { DataTable } from "./data-table.tsx";
import { LegendLine } from "./legend.tsx";
import { aligned, divergedAt, type LossSeries, thinned } from "./loss-series.ts";

const strokes = { now: "fwd", earlier: "ink-3", test: "ink-2" } as const;

function options(series: readonly LossSeries[], width: number, height: number, log: boolean): uPlot.Options {
  const colours = themeColours(["fwd", "ink-2", "ink-3", "line", "line-strong"]);
  const axis = {
    stroke: colours["ink-3"],
    // uPlot scales it for sharp screens, and finds whole pixels only.
    font: '12px "Geist Variable", system-ui, sans-serif',
    ticks: { show: true, stroke: colours["line-strong"], size: 4, width: 1 },
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 10, 0, 0],
    scales: { x: { time: false }, y: log ? { distr: 3 } : { range: (_, low, high) => [Math.min(0, low), high || 1] } },
    axes: [
      { ...axis, grid: { show: false }, space: 70, size: 26, values: (_, splits) => splits.map(grouped) },
      {
        ...axis,
        grid: { stroke: colours.line, width: 1 },
        ticks: { show: false },
        size: 46,
        space: 34,
        values: (_, splits) => splits.map((value) => (value === null ? "" : figure(value, 3))),
      },
    ],
    series: [
      {},
      ...series.map(({ role }) => ({
        stroke: colours[strokes[role]],
        width: role === "now" ? 1.8 : 1.2,
        ...(role === "now" ? {} : { dash: [5, 3] }),
        points: { show: false },
        spanGaps: true,
      })),
    ],
  };
}

/**
 * Losses over epochs. While a run goes on, give it growing `points`: it redraws at most once a frame, and twice a second where
 * the person asked for less motion. `label` states the finding in one sentence. `height` in px.
 */
export function LossCurve({
  series,
  label,
  height = 190,
  log = false,
  legend = true,
  table = true,
}: {
  series: readonly LossSeries[];
  label: string;
  height?: number;
  log?: boolean;
  legend?: boolean;
  table?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(series);
  latest.current = series;
  const version = useThemeVersion();
  const kinds = series.map(({ role, label: name }) => `${role}:${name}`).join("|");

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme or other series need another plot
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    let gone = false;
    const resize = new ResizeObserver(([entry]) => {
      if (entry) plot.current?.setSize({ width: Math.max(120, entry.contentRect.width), height });
    });
    void import("uplot").then(({ default: UPlot }) => {
      if (gone) return;
      const shown = options(latest.current, Math.max(120, place.clientWidth), height, log);
      plot.current = new UPlot(shown, aligned(latest.current) as uPlot.AlignedData, place);
      resize.observe(place);
    });
    return () => {
      gone = true;
      resize.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [kinds, height, log, version]);

  const waiting = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the points is drawn, through `latest`
  useEffect(() => {
    if (waiting.current !== null) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    waiting.current = window.setTimeout(
      () => {
        waiting.current = null;
        plot.current?.setData(aligned(latest.current) as uPlot.AlignedData);
      },
      calm ? 500 : 40,
    );
  }, [series]);
  useEffect(() => () => window.clearTimeout(waiting.current ?? undefined), []);

  const broken = series
    .map((one) => ({ label: one.label, epoch: divergedAt(one.points) }))
    .find(({ epoch }) => epoch !== null);
  return (
    <figure className="m-0">
      {legend ? (
        <figcaption className="mb-1 flex flex-wrap justify-end gap-x-4 text-caption text-ink-2">
          {series.map((one) => (
            <LegendLine key={one.label} tone={strokes[one.role]} dashed={one.role !== "now"}>
              {one.label}
              {one.points.length > 0 ? (
                <b className="ml-1.5 font-medium text-ink">{figure(one.points.at(-1)?.[1] ?? 0, 3)}</b>
              ) : null}
            </LegendLine>
          ))}
        </figcaption>
      ) : null}
      <div ref={box} role="img" aria-label={label} style={{ height }} className="w-full overflow-hidden" />
      {broken ? (
        <p className="text-caption text-ink-2">{`${broken.label}: not a number from epoch ${grouped(broken.epoch ?? 0)} on.`}</p>
      ) : null}
      {table && series.some(({ points }) => points.length > 0) ? (
        <DataTable head={["epoch", ...series.map((one) => one.label)]} rows={tableRows(series)} />
      ) : null}
    </figure>
  );
}

function tableRows(series: readonly LossSeries[]): readonly (readonly string[])[] {
  const [epochs, ...columns] = aligned(series.map((one) => ({ ...one, points: thinned(one.points, 40) })));
  return epochs.map((epoch, at) => [
    grouped(epoch),
    ...columns.map((column) => (column[at] == null ? "–" : figure(column[at], 4))),
  ]);
}
