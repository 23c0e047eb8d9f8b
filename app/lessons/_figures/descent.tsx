"use client";
import { useState } from "react";
import { Tex } from "#app/_components/base/tex.tsx";
import type { FigureOptions } from "#lib/platform/text/index.ts";
import { Chart, pathOf } from "../_parts/chart.tsx";
import { FigureFrame } from "../_parts/figure-frame.tsx";
import { scientific, shown } from "../_parts/number.ts";
import { ratioSteps, Slider } from "../_parts/slider.tsx";
import { useAddress } from "../_parts/use-address.ts";

const rates = [...ratioSteps(0.01, 0.9, 24), 0.95, 1, 1.02, 1.1];

/** w after each step on (w − minimum)²: w ← w − 2α(w − minimum). */
function walk({ minimum, start, steps }: FigureOptions<"descent">, rate: number): number[] {
  const path = [start];
  for (let k = 0; k < steps; k++) {
    const w = path.at(-1) ?? start;
    path.push(w - rate * 2 * (w - minimum));
  }
  return path;
}

function sentenceFor(rate: number): string {
  if (rate > 1) return "Each step lands farther away than it began: the rate is too large, and the walk never ends.";
  if (rate === 1) return "Each step lands exactly as far on the other side: the walk goes to and fro for ever.";
  if (rate > 0.5) return "Each step jumps across the minimum, and still comes closer.";
  if (rate === 0.5) return "One step lands on the minimum; only a parabola is that kind.";
  if (rate < 0.03) return "Each step is short; the walk is safe and slow.";
  return "The steps shrink by themselves, because the slope does.";
}

export function DescentFigure({ options, title }: { options: FigureOptions<"descent">; title: string }) {
  const [{ rate }, set] = useAddress("descent", { rate: options.rate }, (found, initial) => {
    const value = Number(found.rate);
    return value >= 0.001 && value <= 10 ? { rate: value } : initial;
  });
  const [seen, setSeen] = useState(options.steps);
  const path = walk(options, rate);
  const shownPath = path.slice(0, seen + 1);
  const last = shownPath.at(-1) ?? options.start;
  const loss = (w: number) => (w - options.minimum) ** 2;
  const half = Math.max(4, Math.abs(options.start - options.minimum) * 1.25);
  const range = [options.minimum - half, options.minimum + half] as const;
  const inside = (w: number) => Math.abs(w - options.minimum) <= half;
  const curve = Array.from({ length: 81 }, (_, i) => range[0] + (i / 80) * 2 * half).map((w) => [w, loss(w)] as const);
  const ticks = [-1, -0.5, 0, 0.5, 1].map((part) => Number((options.minimum + part * half).toFixed(2)));
  return (
    <FigureFrame
      title={title}
      finding={`From w = ${options.start} at rate ${rate}, after ${seen} steps w = ${shown(last)}. ${sentenceFor(rate)}`}
      table={{ head: ["step", "w", "loss"], rows: path.map((w, k) => [k, shown(w, 5), scientific(loss(w))]) }}
    >
      <div className="grid tablet:grid-cols-[minmax(0,1fr)_300px]">
        <div className="p-3">
          <Chart
            height={300}
            rangeX={range}
            rangeY={[0, half * half]}
            ticksX={ticks}
            ticksY={[0, 0.5, 1].map((part) => part * half * half)}
            labelX="w"
            labelY="loss"
            showX={(v) => shown(v, 1)}
            showY={(v) => shown(v, 1)}
          >
            {(x, y) => (
              <>
                <path d={pathOf(curve, x, y)} fill="none" stroke="var(--ink-2)" strokeWidth={1.5} />
                {shownPath.slice(1).map((w, k) => {
                  const from = shownPath[k] ?? 0;
                  return inside(w) && inside(from) ? (
                    <line
                      key={k}
                      x1={x(from)}
                      y1={y(loss(from))}
                      x2={x(w)}
                      y2={y(loss(w))}
                      stroke="var(--bwd)"
                      strokeDasharray="7 5"
                      strokeWidth={1.4}
                    />
                  ) : null;
                })}
                {shownPath.map((w, k) =>
                  inside(w) ? (
                    <circle
                      key={k}
                      cx={x(w)}
                      cy={y(loss(w))}
                      r={k === seen ? 5 : 3.5}
                      fill={k === seen ? "var(--fwd)" : "var(--surface)"}
                      stroke="var(--fwd)"
                      strokeWidth={1.5}
                    />
                  ) : null,
                )}
              </>
            )}
          </Chart>
        </div>
        <div className="flex flex-col gap-4 border-t border-line p-4 tablet:border-t-0 tablet:border-l">
          <p aria-live="polite" className="prose statement">
            {sentenceFor(rate)}
          </p>
          <p>
            <Tex tex={`w \\leftarrow w - \\alpha\\cdot 2\\,(w - ${options.minimum})`} />
          </p>
          <Slider
            label="Rate α"
            value={rate}
            steps={rates}
            format={String}
            onChange={(value) => set({ rate: value })}
          />
          <Slider
            label="Steps"
            value={seen}
            steps={Array.from({ length: options.steps + 1 }, (_, k) => k)}
            format={String}
            onChange={setSeen}
          />
          <dl className="mt-auto grid grid-cols-2 gap-y-1 rounded-box bg-sunken p-3 text-ui">
            <dt className="text-ink-3">w</dt>
            <dd className="text-right font-mono">{shown(last, 4)}</dd>
            <dt className="text-ink-3">loss</dt>
            <dd className="text-right font-mono">{scientific(loss(last))}</dd>
          </dl>
        </div>
      </div>
    </FigureFrame>
  );
}
