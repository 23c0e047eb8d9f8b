"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button, IconButton } from "#app/_components/base/button.tsx";
import { DecisionField, type FieldGrid } from "#app/_components/figures/decision-field.tsx";
import { LossCurve } from "#app/_components/figures/loss-curve.tsx";
import type { FigureOptions } from "#lib/platform/text/index.ts";
import { FigureFrame } from "../_parts/figure-frame.tsx";
import { shown } from "../_parts/number.ts";
import { Segmented } from "../_parts/segmented.tsx";
import { ratioSteps, Slider } from "../_parts/slider.tsx";
import { useAddress } from "../_parts/use-address.ts";
import type { MoonsPoint } from "../_server/lessons.ts";
import { type ActivationName, activations } from "./activation.ts";
import { moonsDomain } from "./moons-domain.ts";
import { MoonsNetwork, type Points } from "./moons-network.ts";
import { UnitViews } from "./unit-views.tsx";

type Options = FigureOptions<"playground">;
const sizes = [1, 2, 4, 8, 20, 50] as const;
const names = Object.keys(activations) as ActivationName[];
const rates = ratioSteps(0.01, 3, 31);
const penalties = [0, ...ratioSteps(0.01, 10, 25)];

const numberIn = (text: string | undefined, lo: number, hi: number, other: number) => {
  const value = Number(text);
  return text !== undefined && text !== "" && value >= lo && value <= hi ? value : other;
};

function fromAddress(found: { readonly [key: string]: string }, initial: Options): Options {
  return {
    ...initial,
    hidden: sizes.find((size) => String(size) === found.hidden) ?? initial.hidden,
    activation: names.find((name) => name === found.activation) ?? initial.activation,
    rate: numberIn(found.rate, 0.001, 10, initial.rate),
    lambda: numberIn(found.lambda, 0, 10, initial.lambda),
    sees: found.sees === "one" ? "one" : found.sees === "all" ? "all" : initial.sees,
  };
}

const pointsOf = (points: readonly MoonsPoint[]): Points => ({
  x: Float64Array.from(points.flatMap((p) => [p.x, p.y])),
  y: Float64Array.from(points, (p) => p.label),
  count: points.length,
});

const fewer = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function fieldOf(net: MoonsNetwork, g: ActivationName, columns: number): FieldGrid {
  const { x, y } = moonsDomain;
  const rows = Math.round(columns * 0.8);
  const values = new Float32Array(columns * rows);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const z = net.logit(x[0] + ((c + 0.5) / columns) * (x[1] - x[0]), y[1] - ((r + 0.5) / rows) * (y[1] - y[0]), g);
      values[r * columns + c] = 1 / (1 + Math.exp(-z));
    }
  return { columns, rows, values, x, y };
}

/** Epoch, training loss, test loss. */
type LossPoint = readonly [number, number, number];

/** Trains the 2-h-1 network of the course in the page; every setting acts at once, and training goes on from where it is where it can. */
export function Playground({
  options,
  title,
  points,
}: {
  options: Options;
  title: string;
  points: readonly MoonsPoint[];
}) {
  const [settings, change] = useAddress("playground", options, fromAddress);
  const train = useMemo(() => pointsOf(points.filter((p) => !p.test)), [points]);
  const test = useMemo(() => pointsOf(points.filter((p) => p.test)), [points]);
  const network = useRef<MoonsNetwork>(new MoonsNetwork(settings.hidden, settings.seed, settings.scale));
  const losses = useRef<LossPoint[]>([]);
  const [running, setRunning] = useState(false);
  const [version, setVersion] = useState(0);
  const g = settings.activation;

  const note = useCallback(() => {
    const net = network.current;
    losses.current.push([net.epoch, net.loss(train, g), net.loss(test, g)]);
    // Half of the points when there are many: the curve keeps its shape and drawing stays cheap.
    if (losses.current.length > 600) losses.current = losses.current.filter((_, i) => i % 2 === 0);
  }, [train, test, g]);

  const restart = useCallback(() => {
    network.current = new MoonsNetwork(settings.hidden, settings.seed, settings.scale);
    losses.current = [];
    note();
    setVersion((v) => v + 1);
  }, [settings.hidden, settings.seed, settings.scale, note]);

  useEffect(restart, [restart]);

  const advance = useCallback(
    (milliseconds: number) => {
      const end = performance.now() + milliseconds;
      do {
        network.current.train(train, settings);
        if (network.current.epoch % 5 === 0 || settings.sees === "one") note();
      } while (performance.now() < end && network.current.epoch < settings.steps);
      if (!network.current.finite || network.current.epoch >= settings.steps) setRunning(false);
      setVersion((v) => v + 1);
    },
    [train, settings, note],
  );

  useEffect(() => {
    if (!running) return;
    if (fewer()) {
      const timer = setInterval(() => advance(150), 500);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function step() {
      advance(6);
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [running, advance]);

  const net = network.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: version stands for the weights, which change in place
  const grid = useMemo(() => fieldOf(net, g, running ? 110 : 220), [net, g, running, version]);
  const last = losses.current.at(-1) ?? [0, 0, 0];
  const right = net.right(test, g);
  const diverged = !net.finite;
  const finding = diverged
    ? "The weights have grown beyond all numbers: the rate is too large."
    : `After ${net.epoch} epochs ${right} of ${test.count} test points are on the right side; training loss ${shown(last[1])}, test loss ${shown(last[2])}.`;
  const done = net.epoch >= settings.steps;

  return (
    <FigureFrame
      title={title}
      finding={finding}
      table={{
        head: ["epoch", "training loss", "test loss"],
        rows: losses.current
          .filter((_, i, all) => i % Math.ceil(all.length / 40) === 0)
          .map(([epoch, a, b]) => [epoch, shown(a, 4), shown(b, 4)]),
      }}
    >
      <div className="grid tablet:grid-cols-[220px_minmax(0,1fr)] wide:grid-cols-[220px_minmax(0,1fr)_290px]">
        <div className="flex flex-col gap-4 border-b border-line p-4 tablet:border-r tablet:border-b-0">
          <Segmented
            name="playground-activation"
            label="Activation"
            value={g}
            choices={names.map((name) => ({ value: name, label: activations[name].label }))}
            onChange={(activation) => change({ activation })}
          />
          <Segmented
            name="playground-hidden"
            label="Hidden units"
            value={settings.hidden}
            choices={sizes.map((size) => ({ value: size, label: String(size) }))}
            onChange={(hidden) => change({ hidden })}
          />
          <Slider
            label="Rate α"
            value={settings.rate}
            steps={rates}
            format={String}
            onChange={(rate) => change({ rate })}
          />
          <Slider
            label="Penalty λ"
            value={settings.lambda}
            steps={penalties}
            format={String}
            onChange={(lambda) => change({ lambda })}
          />
          <Segmented
            name="playground-sees"
            label="Each step sees"
            value={settings.sees}
            choices={[
              { value: "all", label: `all ${train.count}` },
              { value: "one", label: "one" },
            ]}
            onChange={(sees) => change({ sees })}
          />
          <div className="mt-auto flex gap-2 pt-1">
            <Button
              kind="primary"
              icon={running ? "pause" : "play"}
              className="flex-1"
              disabled={diverged || done}
              onClick={() => setRunning(!running)}
            >
              {running ? "Pause" : "Train"}
            </Button>
            <IconButton
              icon="chevron-right"
              label="Ten epochs"
              className="border border-line-strong"
              disabled={diverged || done}
              onClick={() => {
                for (let k = 0; k < 10; k++) advance(0);
              }}
            />
            <IconButton
              icon="undo"
              label="Start again"
              className="border border-line-strong"
              onClick={() => {
                setRunning(false);
                restart();
              }}
            />
          </div>
        </div>
        <div className="min-w-0 p-3">
          <DecisionField
            points={points}
            grid={grid}
            x={moonsDomain.x}
            y={moonsDomain.y}
            label={finding}
            note="line: ŷ = ½"
            ratio={0.82}
            table={false}
          />
        </div>
        <div className="flex flex-col gap-3 border-t border-line p-4 tablet:col-span-2 wide:col-span-1 wide:border-t-0 wide:border-l">
          <div className="flex items-baseline justify-between">
            <h3 className="text-ui font-semibold">Loss</h3>
            <span className="text-caption text-ink-3">epoch {net.epoch.toLocaleString("en").replace(",", " ")}</span>
          </div>
          {diverged ? (
            <p className="text-ui text-ink-2">{finding} Choose a smaller rate and start again.</p>
          ) : (
            <LossCurve
              label={finding}
              height={150}
              table={false}
              series={[
                {
                  role: "now",
                  label: "train",
                  points: losses.current.map(([epoch, train]) => [epoch, train] as const),
                },
                {
                  role: "test",
                  label: "test",
                  points: losses.current.map(([epoch, , test]) => [epoch, test] as const),
                },
              ]}
            />
          )}
          <h3 className="text-ui font-semibold">What each hidden unit sees</h3>
          <UnitViews network={net} activation={g} version={version} />
          <p className="mt-auto border-t border-line pt-2 text-ui text-ink-2">
            {right} of {test.count} test points right
          </p>
        </div>
      </div>
    </FigureFrame>
  );
}
