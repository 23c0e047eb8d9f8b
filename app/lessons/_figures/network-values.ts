import type { FigureOptions } from "#lib/platform/text/index.ts";
import { activations } from "./activation.ts";

export type NetworkOptions = FigureOptions<"network">;

export const steps = ["z1", "a1", "z2", "yhat", "L", "d2", "d1", "dW"] as const;
export type Step = (typeof steps)[number];

export type NetworkValues = {
  readonly z1: readonly number[];
  readonly a1: readonly number[];
  readonly slope: readonly number[];
  readonly z2: number;
  readonly yhat: number;
  readonly L: number;
  readonly d2: number;
  readonly d1: readonly number[];
  readonly dW1: readonly (readonly [number, number])[];
  readonly dW2: readonly number[];
};

/** One example forward through the 2-h-1 network (sigmoid output, binary cross-entropy), and the error back. */
export function networkValues({ x, y, W1, b1, W2, b2, activation }: NetworkOptions): NetworkValues {
  const g = activations[activation];
  const z1 = W1.map(([w1, w2], i) => w1 * x[0] + w2 * x[1] + (b1[i] ?? 0));
  const a1 = z1.map(g.value);
  const slope = z1.map(g.slope);
  const z2 = W2.reduce((sum, w, i) => sum + w * (a1[i] ?? 0), b2);
  const yhat = activations.sigmoid.value(z2);
  const d2 = yhat - y;
  const d1 = W2.map((w, i) => w * d2 * (slope[i] ?? 0));
  return {
    z1,
    a1,
    slope,
    z2,
    yhat,
    L: -(y * Math.log(yhat) + (1 - y) * Math.log(1 - yhat)),
    d2,
    d1,
    dW1: d1.map((d) => [d * x[0], d * x[1]]),
    dW2: a1.map((a) => d2 * a),
  };
}
