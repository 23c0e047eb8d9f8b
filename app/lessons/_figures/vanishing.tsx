"use client";
import { cx } from "#app/_components/base/cx.ts";
import { Tex } from "#app/_components/base/tex.tsx";
import type { FigureOptions } from "#lib/platform/text/index.ts";
import { FigureFrame } from "../_parts/figure-frame.tsx";
import { scientific } from "../_parts/number.ts";
import { Segmented } from "../_parts/segmented.tsx";
import { ratioSteps, Slider } from "../_parts/slider.tsx";
import { useAddress } from "../_parts/use-address.ts";
import { type ActivationName, activations } from "./activation.ts";

const names = Object.keys(activations) as ActivationName[];
const isName = (text: string | undefined): text is ActivationName => names.some((name) => name === text);
const sizes = [0.5, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5];
const within = (text: string | undefined, lo: number, hi: number, other: number) => {
  const value = Number(text);
  return text !== undefined && value >= lo && value <= hi ? value : other;
};

export function VanishingFigure({ options, title }: { options: FigureOptions<"vanishing">; title: string }) {
  const [{ layers, activation, weight }, set] = useAddress("vanishing", options, (found, initial) => ({
    layers: Math.round(within(found.layers, 2, 40, initial.layers)),
    activation: isName(found.activation) ? found.activation : initial.activation,
    weight: within(found.weight, 0.1, 10, initial.weight),
  }));
  const factor = activations[activation].steepest * weight;
  const bounds = Array.from({ length: layers + 1 }, (_, crossed) => factor ** crossed);
  const last = bounds.at(-1) ?? 1;
  const span = Math.max(4, Math.ceil(Math.abs(Math.log10(last)) + 0.5));
  const widthOf = (bound: number) => Math.max(1, 50 * (1 + Math.max(-1, Math.min(1, Math.log10(bound) / span))));
  return (
    <FigureFrame
      title={title}
      finding={`With ${layers} ${activations[activation].label} layers and weights of size ${weight}, an error of size 1 at the output is at most ${scientific(last)} at the input.`}
      table={{
        head: ["layers crossed", "error at most"],
        rows: bounds.map((bound, crossed) => [crossed, scientific(bound)]),
      }}
    >
      <div className="grid tablet:grid-cols-[minmax(0,1fr)_300px]">
        <ol
          // biome-ignore lint/a11y/noNoninteractiveTabindex: forty rows scroll, and keys must reach them
          tabIndex={0}
          className="flex max-h-[26rem] flex-col justify-center-safe gap-1 overflow-y-auto p-4"
          aria-label="Bound of the error, from the output to the input"
        >
          {bounds.map((bound, crossed) => (
            <li
              key={crossed}
              className={cx(
                "grid shrink-0 grid-cols-[6.5rem_minmax(0,1fr)_6rem] items-center gap-3 text-ui",
                layers <= 8 && "py-1.5",
              )}
            >
              <span className="text-ink-3">
                {crossed === 0 ? "output" : crossed === layers ? "input" : `${crossed} crossed`}
              </span>
              <span aria-hidden="true" className="relative h-3">
                <span className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
                <span
                  className="absolute top-1/2 left-0 border-t-2 border-dashed border-bwd"
                  style={{ width: `${widthOf(bound)}%` }}
                />
              </span>
              <span className="text-right font-mono text-code">{scientific(bound)}</span>
            </li>
          ))}
        </ol>
        <div className="flex flex-col gap-4 border-t border-line p-4 tablet:border-t-0 tablet:border-l">
          <Segmented
            name="vanishing-activation"
            label="Activation"
            value={activation}
            choices={names.map((name) => ({ value: name, label: activations[name].label }))}
            onChange={(name) => set({ activation: name })}
          />
          <Slider
            label="Layers"
            value={layers}
            steps={Array.from({ length: 39 }, (_, i) => i + 2)}
            format={String}
            onChange={(value) => set({ layers: value })}
          />
          <Slider
            label="Size of the weights"
            value={weight}
            steps={sizes.includes(options.weight) ? sizes : [...ratioSteps(0.1, 10, 21)]}
            format={String}
            onChange={(value) => set({ weight: value })}
          />
          <p>
            <Tex
              tex={`\\lvert\\delta_{\\text{input}}\\rvert \\le (${weight}\\cdot ${activations[activation].steepest})^{${layers}}`}
            />
          </p>
          <p className="prose next">
            {factor < 1
              ? "Every layer shrinks the error at least by this factor: early layers hear almost nothing."
              : factor === 1
                ? "The bound neither shrinks nor grows; how much arrives depends on the units that are active."
                : "The bound grows with every layer: errors may burst."}
          </p>
        </div>
      </div>
    </FigureFrame>
  );
}
