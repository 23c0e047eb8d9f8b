import type { NetworkOptions, NetworkValues, Step } from "./network-values.ts";

type Told = {
  readonly tex: string;
  readonly sentence: string;
  readonly formula: (slopeTex: string) => string;
  readonly columns: readonly string[];
  readonly rows: (v: NetworkValues, o: NetworkOptions) => readonly (readonly number[])[];
};

/** What is said and counted at each step; one row per step. */
export const told: { readonly [step in Step]: Told } = {
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
