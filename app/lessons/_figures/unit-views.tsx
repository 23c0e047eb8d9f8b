"use client";
import { useEffect, useRef } from "react";
import { cx } from "#app/_components/base/cx.ts";
import { themeColours, useThemeVersion } from "#app/_components/base/use-theme-colours.ts";
import { shown } from "../_parts/number.ts";
import { type ActivationName, activations } from "./activation.ts";
import { moonsDomain as domain } from "./moons-domain.ts";
import type { MoonsNetwork } from "./moons-network.ts";

const cells = { width: 24, height: 16 };
const most = 8;

/** Where a unit's value lies between what pulls to class 0 and what pulls to class 1, −1…1. */
const pull = { sigmoid: (a: number) => 2 * a - 1, tanh: (a: number) => a, relu: (a: number) => Math.min(1, a / 2) };

/** The value of each hidden unit over the plane, with its weight to the output; the first eight. */
export function UnitViews({
  network,
  activation,
  version,
}: {
  network: MoonsNetwork;
  activation: ActivationName;
  version: number;
}) {
  const count = Math.min(most, network.hidden);
  return (
    <div>
      <ul className="grid grid-cols-4 gap-x-2 gap-y-1.5">
        {Array.from({ length: count }, (_, i) => {
          const weight = network.W2[i] ?? 0;
          return (
            <li key={i}>
              <UnitView network={network} unit={i} activation={activation} version={version} />
              <p className="flex justify-between font-mono text-tag">
                <span className="text-ink-3">{i + 1}</span>
                <span className={cx(weight < 0 ? "text-neg" : "text-pos")}>{shown(weight, 1)}</span>
              </p>
            </li>
          );
        })}
      </ul>
      {network.hidden > most ? <p className="text-caption text-ink-3">and {network.hidden - most} more</p> : null}
    </div>
  );
}

function UnitView({
  network,
  unit,
  activation,
  version,
}: {
  network: MoonsNetwork;
  unit: number;
  activation: ActivationName;
  version: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: version and theme stand for what is drawn
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const colours = themeColours(["surface", "neg-fill", "pos-fill"]);
    const { value } = activations[activation];
    for (let r = 0; r < cells.height; r++) {
      const y = domain.y[1] - ((r + 0.5) / cells.height) * (domain.y[1] - domain.y[0]);
      for (let c = 0; c < cells.width; c++) {
        const x = domain.x[0] + ((c + 0.5) / cells.width) * (domain.x[1] - domain.x[0]);
        const p = pull[activation](network.unit(unit, x, y, value));
        const hue = p < 0 ? colours["neg-fill"] : colours["pos-fill"];
        context.fillStyle = `color-mix(in oklab, ${hue} ${Math.round(75 * Math.abs(p))}%, ${colours.surface})`;
        context.fillRect(c, r, 1, 1);
      }
    }
  }, [network, unit, activation, version, theme]);
  return (
    <canvas
      ref={canvas}
      width={cells.width}
      height={cells.height}
      role="img"
      aria-label={`Unit ${unit + 1}: its value over the plane; weight to the output ${shown(network.W2[unit] ?? 0, 1)}`}
      className="aspect-3/2 w-full rounded-field forced-color-adjust-none"
    />
  );
}
