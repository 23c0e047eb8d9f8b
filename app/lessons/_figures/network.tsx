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
import { type NetworkOptions, type NetworkValues, networkValues, type Step, steps } from "./network-values.ts";

type Told = {
  readonly tex: string;
  readonly sentence: string;
  readonly formula: (slopeTex: string) => string;
  readonly columns: readonly string[];
  readonly rows: (v: NetworkValues, o: NetworkOptions) => readonly (readonly number[])[];
};

/** What is said and counted at each step; one row per step. */
const told: { readonly [step in Step]: Told } = {
  z1: {
    tex: "z^{[1]}",
    sentence: "Each hidden unit weighs the inputs and adds its bias.",
    formula: () => "z^{[1]} = W^{[1]}x + b^{[1]}",
    columns: ["w_1", "w_2", "b", "z^{[1]}"],
    rows: (v, o) => o.W1.map(([w1, w2], i) => [w1, w2, o.b1[i] ?? 0, v.z1[i] ?? 0]),
  },
  a1: {
    tex: "a^{[1]}",
    sentence: "The activation squashes each sum into the unit's value.",
    formula: () => "a^{[1]} = g(z^{[1]})",
    columns: ["z^{[1]}", "a^{[1]}"],
    rows: (v) => v.z1.map((z, i) => [z, v.a1[i] ?? 0]),
  },
  z2: {
    tex: "z^{[2]}",
    sentence: "The output unit weighs the hidden values and adds its bias.",
    formula: () => "z^{[2]} = W^{[2]}a^{[1]} + b^{[2]}",
    columns: ["W^{[2]}", "a^{[1]}", "W^{[2]}a^{[1]}"],
    rows: (v, o) => o.W2.map((w, i) => [w, v.a1[i] ?? 0, w * (v.a1[i] ?? 0)]),
  },
  yhat: {
    tex: "\\hat y",
    sentence: "The sigmoid turns the sum into a probability of class 1.",
    formula: () => "\\hat y = \\sigma(z^{[2]})",
    columns: ["z^{[2]}", "\\hat y"],
    rows: (v) => [[v.z2, v.yhat]],
  },
  L: {
    tex: "L",
    sentence: "The loss puts a number on how far the guess is from the target.",
    formula: () => "L = -y\\log\\hat y - (1-y)\\log(1-\\hat y)",
    columns: ["y", "\\hat y", "L"],
    rows: (v, o) => [[o.y, v.yhat, v.L]],
  },
  d2: {
    tex: "\\delta_2",
    sentence: "The error starts at the output: of sigmoid and cross-entropy together only a difference is left.",
    formula: () => "\\delta_2 = \\hat y - y",
    columns: ["\\hat y", "y", "\\delta_2"],
    rows: (v, o) => [[v.yhat, o.y, v.d2]],
  },
  d1: {
    tex: "\\delta_1",
    sentence: "The error crosses the weights it came through, then shrinks by the slope of the activation.",
    formula: (slope) => `\\delta_1 = (W^{[2]})^{\\top}\\delta_2 \\odot (${slope})`,
    columns: ["W^{[2]\\top}", "\\delta_2", "g'", "\\delta_1"],
    rows: (v, o) => o.W2.map((w, i) => [w, v.d2, v.slope[i] ?? 0, v.d1[i] ?? 0]),
  },
  dW: {
    tex: "\\partial W",
    sentence: "A weight's gradient is the error it leads to, times the value it carries.",
    formula: () => "\\partial L/\\partial W^{[1]} = \\delta_1 x^{\\top}",
    columns: ["\\delta_1", "\\partial w_1", "\\partial w_2"],
    rows: (v) => v.dW1.map(([d1, d2], i) => [v.d1[i] ?? 0, d1, d2]),
  },
};

const isStep = (text: string | undefined): text is Step => steps.some((step) => step === text);
const yOf = (i: number, count: number, height: number) => (height / (count + 1)) * (i + 1);

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

/** Of a node, in the units of the drawing. */
const RADIUS = 32;

function Drawing({
  options,
  values,
  has,
  chosen,
  onWeight,
}: {
  options: NetworkOptions;
  values: NetworkValues;
  has: (step: Step) => boolean;
  chosen: { layer: 1 | 2; i: number; j: number } | null;
  onWeight: (layer: 1 | 2, i: number, j: number) => void;
}) {
  const height = Math.max(300, 115 * options.W1.length);
  const columns = { input: 80, hidden: 325, output: 560 };
  const h = options.W1.length;
  const width = (w: number) => 1 + Math.min(3.2, 2 * Math.abs(w));
  return (
    <svg viewBox={`0 0 640 ${height + 30}`} className="block w-full">
      <title>{`Network with 2 inputs, ${h} hidden units and one output`}</title>
      {(
        [
          [columns.input, "input"],
          [columns.hidden, `hidden, ${activations[options.activation].label}`],
          [columns.output, `output, target ${options.y}`],
        ] as const
      ).map(([x, text]) => (
        <text key={text} x={x} y={22} textAnchor="middle" className="fill-ink-3 text-caption">
          {text}
        </text>
      ))}
      <g transform="translate(0 24)">
        {options.W1.flatMap((row, i) =>
          row.map((w, j) => (
            <Edge
              key={`${i}-${j}`}
              from={[columns.input, yOf(j, 2, height)]}
              to={[columns.hidden, yOf(i, h, height)]}
              weight={w}
              place={0.2 + 0.12 * j}
              width={width(w)}
              back={false}
              chosen={chosen?.layer === 1 && chosen.i === i && chosen.j === j}
              name={`Weight from input ${j + 1} to unit ${i + 1}`}
              onClick={() => onWeight(1, i, j)}
            />
          )),
        )}
        {options.W2.map((w, i) => (
          <Edge
            key={i}
            from={[columns.hidden, yOf(i, h, height)]}
            to={[columns.output, height / 2]}
            weight={w}
            place={0.5}
            width={width(w)}
            back={has("d1")}
            chosen={chosen?.layer === 2 && chosen.i === i}
            name={`Weight from unit ${i + 1} to the output`}
            onClick={() => onWeight(2, i, 0)}
          />
        ))}
        {options.x.map((x, j) => (
          <Node key={j} at={[columns.input, yOf(j, 2, height)]} value={x} error={null} />
        ))}
        {options.W1.map((_, i) => (
          <Node
            key={i}
            at={[columns.hidden, yOf(i, h, height)]}
            value={has("a1") ? (values.a1[i] ?? 0) : has("z1") ? (values.z1[i] ?? 0) : null}
            error={has("d1") ? (values.d1[i] ?? 0) : null}
          />
        ))}
        <Node
          at={[columns.output, height / 2]}
          value={has("yhat") ? values.yhat : has("z2") ? values.z2 : null}
          error={has("d2") ? values.d2 : null}
        />
        {has("L") ? (
          <text x={columns.output} y={height / 2 + 54} textAnchor="middle" className="fill-ink font-mono text-caption">
            L = {shown(values.L)}
          </text>
        ) : null}
      </g>
    </svg>
  );
}

type Point = readonly [number, number];

/** Both ends of a line between two nodes that keeps `gap` from their circles. */
function between(from: Point, to: Point, gap: number): readonly [Point, Point] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const part = (RADIUS + gap) / Math.hypot(dx, dy);
  return [
    [from[0] + dx * part, from[1] + dy * part],
    [to[0] - dx * part, to[1] - dy * part],
  ];
}

/** As far beside a line as `distance`, below it. */
function beside(from: Point, to: Point, distance: number): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const part = distance / Math.hypot(dx, dy);
  return `${(-dy * part).toFixed(2)} ${(dx * part).toFixed(2)}`;
}

function Edge({
  from,
  to,
  weight,
  place,
  width,
  back,
  chosen,
  name,
  onClick,
}: {
  from: Point;
  to: Point;
  weight: number;
  place: number;
  width: number;
  back: boolean;
  chosen: boolean;
  name: string;
  onClick: () => void;
}) {
  const [a, b] = between(from, to, 8);
  const x = a[0] + (b[0] - a[0]) * place;
  const y = a[1] + (b[1] - a[1]) * place;
  return (
    <g>
      <line x1={a[0]} y1={a[1]} x2={b[0]} y2={b[1]} stroke="var(--fwd)" strokeWidth={width} opacity={back ? 1 : 0.55} />
      {back ? (
        <g transform={`translate(${beside(a, b, 9)})`}>
          <line x1={b[0]} y1={b[1]} x2={a[0]} y2={a[1]} stroke="var(--bwd)" strokeWidth={1.6} strokeDasharray="7 5" />
          <path
            d="M0 0l9-4v8z"
            fill="var(--bwd)"
            transform={`translate(${a[0]} ${a[1]}) rotate(${(Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI})`}
          />
        </g>
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: an HTML button cannot stand inside a drawing */}
      <g
        role="button"
        tabIndex={0}
        aria-label={`${name}: ${shown(weight, 1)}`}
        onClick={onClick}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            onClick();
          }
        }}
        className="cursor-pointer"
      >
        <rect
          x={x - 19}
          y={y - 12}
          width={38}
          height={24}
          rx={3}
          fill="var(--surface)"
          stroke={chosen ? "var(--fwd)" : "none"}
        />
        <text x={x} y={y + 4} textAnchor="middle" className="fill-ink-2 font-mono text-caption">
          {shown(weight, 1)}
        </text>
      </g>
    </g>
  );
}

/** Upper half: the value that goes forward. Lower half: the error that comes back. */
function Node({ at: [x, y], value, error }: { at: Point; value: number | null; error: number | null }) {
  const r = RADIUS;
  return (
    <g>
      <circle
        cx={x}
        cy={y}
        r={r}
        fill="var(--surface)"
        stroke={error === null ? "var(--fwd)" : "var(--bwd)"}
        strokeWidth={error === null ? 1.5 : 2}
      />
      {error === null ? null : (
        <>
          <path d={`M${x - r} ${y}a${r} ${r} 0 0 0 ${2 * r} 0z`} fill="var(--bwd-tint)" />
          <circle cx={x} cy={y} r={r} fill="none" stroke="var(--bwd)" strokeWidth={2} />
          <line x1={x - r} y1={y} x2={x + r} y2={y} stroke="var(--bwd)" strokeWidth={0.8} />
        </>
      )}
      <text
        x={x}
        y={y + (error === null ? 4 : -8)}
        textAnchor="middle"
        className="fill-fwd font-mono text-caption font-medium"
      >
        {value === null ? "–" : shown(value)}
      </text>
      {error === null ? null : (
        <text x={x} y={y + 17} textAnchor="middle" className="fill-bwd font-mono text-caption font-medium">
          {shown(error)}
        </text>
      )}
    </g>
  );
}
