"use client";
import { useState } from "react";
import { Button, IconButton } from "#app/_components/base/button.tsx";
import { cx } from "#app/_components/base/cx.ts";
import { Tex } from "#app/_components/base/tex.tsx";
import { LegendLine } from "#app/_components/figures/legend.tsx";
import { FigureFrame } from "../_parts/figure-frame.tsx";
import { shown } from "../_parts/number.ts";
import { useAddress } from "../_parts/use-address.ts";
import { activations } from "./activation.ts";
import { Drawing } from "./network-drawing.tsx";
import { told } from "./network-steps.ts";
import { type NetworkOptions, networkValues, type Step, steps } from "./network-values.ts";

const isStep = (text: string | undefined): text is Step => steps.some((step) => step === text);

export function NetworkFigure({ options, title }: { options: NetworkOptions; title: string }) {
  const [{ step }, setAddress] = useAddress("network", { step: options.at as Step }, (found, initial) =>
    isStep(found.step) ? { step: found.step } : initial,
  );
  const [weight, setWeight] = useState<{ layer: 1 | 2; i: number; j: number } | null>(null);
  const [changed, setChanged] = useState<NetworkOptions>(options);
  const values = networkValues(changed);
  const at = steps.indexOf(step);
  const back = at > steps.indexOf("L");
  const go = (to: number) => setAddress({ step: steps[Math.min(steps.length - 1, Math.max(0, to))] ?? step });
  const here = told[step];
  const has = (other: Step) => at >= steps.indexOf(other);
  const set = (layer: 1 | 2, i: number, j: number, value: number) =>
    setChanged((o) =>
      layer === 2
        ? { ...o, W2: o.W2.map((w, k) => (k === i ? value : w)) }
        : { ...o, W1: o.W1.map((row, k) => (k === i ? (j === 0 ? [value, row[1]] : [row[0], value]) : row)) },
    );

  const table = {
    head: ["symbol", "unit", "value"],
    rows: steps
      .filter(has)
      .flatMap((name) => told[name].rows(values, changed).map((row, i) => [name, i + 1, shown(row.at(-1) ?? 0, 6)])),
  };
  return (
    <FigureFrame
      title={title}
      finding={`${here.sentence} Output ${shown(values.yhat)}, target ${changed.y}, loss ${shown(values.L)}.`}
      table={table}
      legend={
        <>
          <LegendLine tone="fwd">→ forward: values</LegendLine>
          <LegendLine tone="bwd" dashed>
            ← backward: ∂L/∂z
          </LegendLine>
          <span>line width is |w|; choose any weight to change it</span>
        </>
      }
    >
      <div className="grid tablet:grid-cols-[minmax(0,1fr)_300px]">
        <Drawing
          options={changed}
          values={values}
          has={has}
          chosen={weight}
          onWeight={(layer, i, j) => setWeight({ layer, i, j })}
        />
        <div className="border-line border-t p-4 tablet:border-t-0 tablet:border-l">
          <p className={cx("text-caption font-medium", back ? "text-bwd" : "text-fwd")}>
            {back ? "←" : "→"} Step {at + 1} of {steps.length}, {back ? "backward" : "forward"}
          </p>
          <p aria-live="polite" className="prose statement mt-1">
            {here.sentence}
          </p>
          <p className="mt-2 overflow-x-auto">
            <Tex
              tex={here.formula(
                activations[changed.activation].slopeTex
                  .replace("a^2", "a^{[1]\\,2}")
                  .replace(/a(?![\w^])/g, "a^{[1]}"),
              )}
            />
          </p>
          <table className="mt-2 w-full text-right">
            <thead>
              <tr>
                {here.columns.map((column) => (
                  <th key={column} scope="col" className="py-1 text-caption font-normal">
                    <Tex tex={column} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {here.rows(values, changed).map((row, i) => (
                <tr key={i} className="border-t border-line">
                  {row.map((cell, k) => (
                    <td
                      key={k}
                      className={cx(
                        "py-1 font-mono text-code",
                        k === row.length - 1 && (back ? "text-bwd" : "text-fwd"),
                      )}
                    >
                      {shown(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {weight ? (
            <label className="mt-4 flex items-center gap-2 text-ui">
              <span>
                <Tex
                  tex={weight.layer === 2 ? `W^{[2]}_{1${weight.i + 1}}` : `W^{[1]}_{${weight.i + 1}${weight.j + 1}}`}
                />
              </span>
              <input
                type="number"
                step={0.1}
                value={weight.layer === 2 ? changed.W2[weight.i] : changed.W1[weight.i]?.[weight.j as 0 | 1]}
                onChange={(event) => {
                  const value = event.target.valueAsNumber;
                  if (Number.isFinite(value)) set(weight.layer, weight.i, weight.j, value);
                }}
                className="h-8 w-24 rounded-field border border-line-strong bg-surface px-2 text-right font-mono text-code"
              />
            </label>
          ) : null}
        </div>
      </div>
      <div className="flex items-center gap-4 border-t border-line p-3">
        <IconButton
          icon="arrow-left"
          label="Back"
          disabled={at === 0}
          onClick={() => go(at - 1)}
          className="border border-line-strong"
        />
        <Scrubber at={at} onGo={go} />
        <Button kind="primary" iconAfter="arrow-right" disabled={at === steps.length - 1} onClick={() => go(at + 1)}>
          Next
        </Button>
      </div>
    </FigureFrame>
  );
}

function Scrubber({ at, onGo }: { at: number; onGo: (to: number) => void }) {
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Step"
      aria-valuemin={1}
      aria-valuemax={steps.length}
      aria-valuenow={at + 1}
      aria-valuetext={told[steps[at] ?? "z1"].sentence}
      onKeyDown={(event) => {
        const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: steps.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        onGo(to);
      }}
      className="relative grid min-w-0 flex-1 rounded-field px-2"
      style={{ gridTemplateColumns: `repeat(${steps.length}, 1fr)` }}
    >
      {steps.map((step, i) => (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the slider around it takes the keys
        <div key={step} className="relative cursor-pointer pt-1 text-center" onClick={() => onGo(i)}>
          <div className="relative h-4">
            {i > 0 ? (
              <span
                className={cx(
                  "absolute top-1/2 right-1/2 w-full -translate-y-1/2 border-t-2",
                  i > at ? "border-line-2" : i > 4 ? "border-bwd border-dashed" : "border-fwd",
                )}
              />
            ) : null}
            <span
              className={cx(
                "absolute top-1/2 left-1/2 -translate-x-1/2 -translate-y-1/2",
                i === at
                  ? cx("size-3 rounded-full border-2 bg-surface", i > 4 ? "border-bwd" : "border-fwd")
                  : cx("h-2.5 w-px", i > at ? "bg-line-strong" : i > 4 ? "bg-bwd" : "bg-fwd"),
              )}
            />
          </div>
          <span className={cx("text-caption", i === at ? "text-ink" : "text-ink-3")}>
            <Tex tex={told[step].tex} />
          </span>
        </div>
      ))}
    </div>
  );
}
