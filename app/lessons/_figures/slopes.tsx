"use client";
import { Tex } from "#app/_components/base/tex.tsx";
import type { FigureOptions } from "#lib/platform/text/index.ts";
import { Chart, pathOf } from "../_parts/chart.tsx";
import { FigureFrame } from "../_parts/figure-frame.tsx";
import { shown } from "../_parts/number.ts";
import { Segmented } from "../_parts/segmented.tsx";
import { Slider } from "../_parts/slider.tsx";
import { useAddress } from "../_parts/use-address.ts";
import { type ActivationName, activations } from "./activation.ts";

const names = Object.keys(activations) as ActivationName[];
const isName = (text: string | undefined): text is ActivationName => names.some((name) => name === text);
const marks = Array.from({ length: 121 }, (_, i) => Number((-6 + i * 0.1).toFixed(1)));

const ranges = { sigmoid: [0, 1], tanh: [-1, 1], relu: [0, 6] } as const;

export function SlopesFigure({ options, title }: { options: FigureOptions<"slopes">; title: string }) {
  const [{ activation, z }, set] = useAddress("slopes", options, (found, initial) => ({
    activation: isName(found.activation) ? found.activation : initial.activation,
    z: Math.abs(Number(found.z)) <= 6 ? Number(found.z) : initial.z,
  }));
  const g = activations[activation];
  const [lo, hi] = ranges[activation];
  const curve = (of: (v: number) => number) => marks.map((v) => [v, of(v)] as const);
  return (
    <FigureFrame
      title={title}
      finding={`At z = ${z} the ${g.label} has the value ${shown(g.value(z))} and the slope ${shown(g.slope(z))}.`}
      table={{
        head: ["z", "value", "slope"],
        rows: marks
          .filter((v) => Number.isInteger(v))
          .map((v) => [shown(v, 0), shown(g.value(v), 4), shown(g.slope(v), 4)]),
      }}
    >
      <div className="grid tablet:grid-cols-[minmax(0,1fr)_300px]">
        <div className="p-3">
          <Chart
            height={240}
            rangeX={[-6, 6]}
            rangeY={[lo, hi]}
            ticksX={[-6, -4, -2, 0, 2, 4, 6]}
            ticksY={[lo, (lo + hi) / 2, hi]}
            labelX="z"
            labelY={`${g.label}: value`}
            showX={(v) => shown(v, 0)}
            showY={(v) => shown(v, 1)}
          >
            {(x, value, { top, bottom }) => (
              <>
                <path d={pathOf(curve(g.value), x, value)} fill="none" stroke="var(--fwd)" strokeWidth={2} />
                <line x1={x(z)} x2={x(z)} y1={top} y2={bottom} stroke="var(--ink)" strokeWidth={1} />
                <circle cx={x(z)} cy={value(g.value(z))} r={4.5} fill="var(--fwd)" />
              </>
            )}
          </Chart>
          <Chart
            height={160}
            rangeX={[-6, 6]}
            rangeY={[0, 1]}
            ticksX={[-6, -4, -2, 0, 2, 4, 6]}
            ticksY={[0, 0.5, 1]}
            labelX="z"
            labelY="slope"
            showX={(v) => shown(v, 0)}
            showY={(v) => shown(v, 1)}
          >
            {(x, slope, { top, bottom }) => (
              <>
                <path
                  d={pathOf(curve(g.slope), x, slope)}
                  fill="none"
                  stroke="var(--bwd)"
                  strokeWidth={2}
                  strokeDasharray="7 5"
                />
                <line x1={x(z)} x2={x(z)} y1={top} y2={bottom} stroke="var(--ink)" strokeWidth={1} />
                <circle cx={x(z)} cy={slope(g.slope(z))} r={4.5} fill="var(--bwd)" />
              </>
            )}
          </Chart>
        </div>
        <div className="flex flex-col gap-4 border-t border-line p-4 tablet:border-t-0 tablet:border-l">
          <Segmented
            name="slopes-activation"
            label="Activation"
            value={activation}
            choices={names.map((name) => ({ value: name, label: activations[name].label }))}
            onChange={(name) => set({ activation: name })}
          />
          <Slider label="z" value={z} steps={marks} format={(v) => shown(v, 1)} onChange={(v) => set({ z: v })} />
          <dl className="grid grid-cols-2 gap-y-1 rounded-box bg-sunken p-3 text-ui">
            <dt>
              <Tex tex={`a = ${g.tex}`} />
            </dt>
            <dd className="text-right font-mono text-fwd">{shown(g.value(z), 4)}</dd>
            <dt>
              <Tex tex={activation === "relu" ? "g'(z)" : `g'(z) = ${g.slopeTex}`} />
            </dt>
            <dd className="text-right font-mono text-bwd">{shown(g.slope(z), 4)}</dd>
          </dl>
          <p className="prose next">
            {g.slope(z) < 0.05
              ? "Nearly flat here: an error that comes back is multiplied by almost nothing."
              : "An error that comes back through this unit is multiplied by the slope."}
          </p>
        </div>
      </div>
    </FigureFrame>
  );
}
