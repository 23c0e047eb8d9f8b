import { z } from "zod";
import { fail, ok, type Result } from "#lib/core/result.ts";

const activation = z.enum(["sigmoid", "tanh", "relu"]).meta({ title: "Activation of the hidden layer" });
const rate = (initial: number) => z.number().min(0.001).max(10).default(initial).meta({ title: "Learning rate α" });

/**
 * The live figures a text may ask for, with their initial settings: one row each. A lesson writes
 * ```` ```figure playground {"hidden": 8} ````; whatever it leaves out has the default below.
 */
export const figureOptions = {
  /** Two moons (140 training, 60 test points), a 2-h-1 network in training: field and 0.5 line, loss curve, hidden units. */
  playground: z.strictObject({
    hidden: z
      .union([z.literal(1), z.literal(2), z.literal(4), z.literal(8), z.literal(20), z.literal(50)])
      .default(8)
      .meta({ title: "Hidden units" }),
    activation: activation.default("tanh"),
    rate: rate(0.6),
    lambda: z.number().min(0).max(10).default(0).meta({ title: "Penalty λ" }),
    /** `all` examples per step, or `one`. */
    sees: z.enum(["all", "one"]).default("all").meta({ title: "Each step sees" }),
    /** Standard deviation of the initial weights; biases start at 0. */
    scale: z.number().min(0).max(2).default(0.5).meta({ title: "Scale of the initial weights" }),
    /** Updates after which the figure pauses by itself. */
    steps: z.number().int().min(1).max(20000).default(3000).meta({ title: "Updates" }),
    seed: z.number().int().min(0).default(7).meta({ title: "Seed of the initial weights" }),
  }),
  /** A 2-h-1 network with one example: values forward, ∂L/∂z backward, one step at a time. Rows of `W1` are hidden units. */
  network: z
    .strictObject({
      x: z.tuple([z.number(), z.number()]).default([0.6, -1.2]).meta({ title: "Input x" }),
      y: z
        .union([z.literal(0), z.literal(1)])
        .default(1)
        .meta({ title: "Target y" }),
      W1: z
        .array(z.tuple([z.number(), z.number()]))
        .min(1)
        .max(4)
        .default([
          [0.8, -0.5],
          [-0.4, 0.9],
          [0.3, 0.7],
        ])
        .meta({ title: "First weights, h×2" }),
      b1: z.array(z.number()).min(1).max(4).default([0.1, 0, -0.2]).meta({ title: "First biases, h" }),
      W2: z.array(z.number()).min(1).max(4).default([1.1, -0.7, 0.6]).meta({ title: "Second weights, 1×h" }),
      b2: z.number().default(0.05).meta({ title: "Second bias" }),
      activation: activation.default("tanh"),
      /** The step shown first: z1 a1 z2 yhat L d2 d1 dW. */
      at: z.enum(["z1", "a1", "z2", "yhat", "L", "d2", "d1", "dW"]).default("z1").meta({ title: "Step shown first" }),
    })
    .refine(
      (n) => n.b1.length === n.W1.length && n.W2.length === n.W1.length,
      "W1, b1 and W2 name different numbers of units",
    ),
  /** An activation and its slope over z in −6…6, with a marker at `z`. */
  slopes: z.strictObject({
    activation: activation.default("sigmoid"),
    z: z.number().min(-6).max(6).default(0).meta({ title: "Marked z" }),
  }),
  /** Gradient descent on L(w) = (w − minimum)²: the parabola, the steps, a slider for the rate. */
  descent: z.strictObject({
    minimum: z.number().min(-5).max(5).default(3).meta({ title: "Where the loss is least" }),
    start: z.number().min(-5).max(8).default(0).meta({ title: "Start" }),
    rate: rate(0.1).meta({ title: "Learning rate α" }),
    steps: z.number().int().min(1).max(60).default(12).meta({ title: "Steps" }),
  }),
  /** Size of the error signal per layer, from the output (1) down, as `weight`·slope to the power of the layers crossed; log scale. */
  vanishing: z.strictObject({
    layers: z.number().int().min(2).max(40).default(5).meta({ title: "Layers" }),
    activation: activation.default("sigmoid"),
    /** Size of each layer's weights (spectral norm). */
    weight: z.number().min(0.1).max(10).default(1).meta({ title: "Size of the weights" }),
  }),
} as const;

export type FigureName = keyof typeof figureOptions;
export type FigureOptions<N extends FigureName> = z.infer<(typeof figureOptions)[N]>;
/** A figure with every option filled in. */
export type Figure = { [N in FigureName]: { readonly name: N; readonly options: FigureOptions<N> } }[FigureName];

export const figureTitles: { readonly [N in FigureName]: string } = {
  playground: "A network learning two moons",
  network: "One example through a network, and its error back",
  slopes: "A squashing function and its slope",
  descent: "Gradient descent in one dimension",
  vanishing: "How large the error signal still is, layer by layer",
};

const names = Object.keys(figureOptions) as FigureName[];
const isFigureName = (name: string): name is FigureName => (names as string[]).includes(name);

/** Reads `playground {"hidden": 8}` (name, then JSON or nothing). */
export function parseFigure(name: string, json: string): Result<Figure> {
  if (!isFigureName(name)) {
    return fail({ code: "figure-unknown", message: `There is no figure “${name}”; there are ${names.join(", ")}.` });
  }
  let raw: unknown;
  try {
    raw = json.trim() === "" ? {} : JSON.parse(json);
  } catch {
    return fail({ code: "figure-json", message: `The settings of figure “${name}” are not JSON.` });
  }
  const read = figureOptions[name].safeParse(raw);
  if (!read.success) {
    const first = read.error.issues[0];
    const place = first === undefined || first.path.length === 0 ? "" : ` (${first.path.join(".")})`;
    return fail({ code: "figure-options", message: `Figure “${name}”${place}: ${first?.message ?? "unreadable"}.` });
  }
  return ok({ name, options: read.data } as Figure);
}

const minus = (value: number): string => String(value).replace("-", "−");
const activationWords = { sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU" } as const;

const sentences: { readonly [N in FigureName]: (options: FigureOptions<N>) => string } = {
  playground: ({ hidden, activation: g, rate: alpha, lambda }) =>
    `A network with ${hidden === 1 ? "one hidden unit" : `${hidden} hidden units`} (${activationWords[g]}) learns to part two moons at rate ${alpha} with penalty ${lambda}; its boundary and its loss are redrawn while it trains.`,
  network: ({ x, y, W1, activation: g }) =>
    `One example, x = (${x.map(minus).join(", ")}) with target ${y}, goes through a network with ${W1.length} hidden units (${activationWords[g]}) step by step, and its error comes back the same way.`,
  slopes: ({ activation: g, z }) =>
    `The curve of ${activationWords[g]} above, its slope below, both marked at z = ${minus(z)}.`,
  descent: ({ minimum, start, rate: alpha, steps }) =>
    `Gradient descent on the parabola with its minimum at w = ${minus(minimum)}, from w = ${minus(start)} at rate ${alpha}, for ${steps} steps.`,
  vanishing: ({ layers, activation: g, weight }) =>
    `A bound for the size of the error signal in each of ${layers} layers (${activationWords[g]}) when every layer's weights have size ${weight}, on a logarithmic scale.`,
};

/** One sentence in place of the figure, where it cannot be drawn or seen. */
export function figureSentence<N extends FigureName>(figure: {
  readonly name: N;
  readonly options: FigureOptions<N>;
}): string {
  return sentences[figure.name](figure.options);
}
