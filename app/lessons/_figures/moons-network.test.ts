import { describe, expect, it } from "vitest";
import type { ActivationName } from "./activation.ts";
import { MoonsNetwork, type Points } from "./moons-network.ts";

const points: Points = {
  x: Float64Array.from([0.3, -1.1, 1.4, 0.2, -0.7, 0.9]),
  y: Float64Array.from([1, 0, 1]),
  count: 3,
};

function worstError(g: ActivationName, lambda: number, spoil: (gradient: Float64Array) => void = () => {}): number {
  const net = new MoonsNetwork(3, 5, 0.8);
  const analytic = Float64Array.from(net.gradient(points, 0, points.count, g, lambda));
  spoil(analytic);
  const penalty = () =>
    (lambda / (2 * points.count)) * [...net.W1, ...net.W2].reduce((sum, weight) => sum + weight * weight, 0);
  const total = () => net.loss(points, g) + penalty();
  const nudged = (array: Float64Array, at: number) => {
    const value = array[at] as number;
    array[at] = value + 1e-6;
    const above = total();
    array[at] = value - 1e-6;
    const below = total();
    array[at] = value;
    return (above - below) / 2e-6;
  };
  const numeric = [
    ...[...net.W1.keys()].map((i) => nudged(net.W1, i)),
    ...[...net.b1.keys()].map((i) => nudged(net.b1, i)),
    ...[...net.W2.keys()].map((i) => nudged(net.W2, i)),
  ];
  return Math.max(...numeric.map((value, i) => Math.abs(value - (analytic[i] as number))));
}

describe("The network of the live figure", () => {
  it.each(["sigmoid", "tanh", "relu"] as const)("has a gradient that agrees with central differences for %s", (g) => {
    expect(worstError(g, 0)).toBeLessThan(1e-8);
    expect(worstError(g, 2.5)).toBeLessThan(1e-8);
  });

  it("would be caught with a gradient twice as long", () => {
    expect(
      worstError("tanh", 0, (gradient) =>
        gradient.forEach((v, i) => {
          gradient[i] = 2 * v;
        }),
      ),
    ).toBeGreaterThan(1e-3);
  });

  it("starts the same for the same seed and otherwise differs", () => {
    expect(new MoonsNetwork(4, 7, 0.5).W1).toEqual(new MoonsNetwork(4, 7, 0.5).W1);
    expect(new MoonsNetwork(4, 8, 0.5).W1).not.toEqual(new MoonsNetwork(4, 7, 0.5).W1);
  });

  it("does as many updates in an epoch as it sees examples one by one", () => {
    const one = new MoonsNetwork(2, 1, 0.5);
    const all = new MoonsNetwork(2, 1, 0.5);
    const settings = { activation: "tanh", rate: 0.1, lambda: 0 } as const;
    one.train(points, { ...settings, sees: "one" });
    all.train(points, { ...settings, sees: "all" });
    expect(one.W1).not.toEqual(all.W1);
    expect([one.epoch, all.epoch]).toEqual([1, 1]);
  });
});
