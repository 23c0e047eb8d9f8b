/** Functions of one number that slips are about, and how each is written: of numbers, or of tensors. */
export type Known = {
  readonly kind: "activation" | "slope-in-z" | "slope-in-a";
  readonly of: "tanh" | "sigmoid" | "relu";
  readonly f: (x: number) => number;
  readonly number: (x: string) => string;
  readonly tensor: (x: string) => string;
};

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The inverse of an activation, written out; relu has none. */
export const INVERSE: { readonly [of: string]: Pick<Known, "number" | "tensor"> } = {
  tanh: {
    number: (x) => `(Math.log((1 + (${x})) / (1 - (${x}))) / 2)`,
    tensor: (x) => `nd.div(nd.log(nd.div(nd.add(1, ${x}), nd.sub(1, ${x}))), 2)`,
  },
  sigmoid: {
    number: (x) => `Math.log((${x}) / (1 - (${x})))`,
    tensor: (x) => `nd.log(nd.div(${x}, nd.sub(1, ${x})))`,
  },
};

export const KNOWN: readonly Known[] = [
  {
    kind: "activation",
    of: "tanh",
    f: Math.tanh,
    number: (x) => `Math.tanh(${x})`,
    tensor: (x) => `nd.tanh(${x})`,
  },
  {
    kind: "activation",
    of: "sigmoid",
    f: sigmoid,
    number: (x) => `(1 / (1 + Math.exp(-(${x}))))`,
    tensor: (x) => `nd.sigmoid(${x})`,
  },
  {
    kind: "activation",
    of: "relu",
    f: (x) => Math.max(0, x),
    number: (x) => `Math.max(0, ${x})`,
    tensor: (x) => `nd.relu(${x})`,
  },
  {
    kind: "slope-in-a",
    of: "tanh",
    f: (a) => 1 - a * a,
    number: (a) => `(1 - (${a}) * (${a}))`,
    tensor: (a) => `nd.sub(1, nd.square(${a}))`,
  },
  {
    kind: "slope-in-a",
    of: "sigmoid",
    f: (a) => a * (1 - a),
    number: (a) => `((${a}) * (1 - (${a})))`,
    tensor: (a) => `nd.mul(${a}, nd.sub(1, ${a}))`,
  },
  {
    kind: "slope-in-z",
    of: "relu",
    f: (z) => (z > 0 ? 1 : 0),
    number: (z) => `((${z}) > 0 ? 1 : 0)`,
    tensor: (z) => `nd.greater(${z}, 0)`,
  },
  {
    kind: "slope-in-z",
    of: "tanh",
    f: (z) => 1 - Math.tanh(z) ** 2,
    number: (z) => `(1 - Math.tanh(${z}) ** 2)`,
    tensor: (z) => `nd.sub(1, nd.square(nd.tanh(${z})))`,
  },
  {
    kind: "slope-in-z",
    of: "sigmoid",
    f: (z) => sigmoid(z) * (1 - sigmoid(z)),
    number: (z) => `((1 / (1 + Math.exp(-(${z})))) * (1 - 1 / (1 + Math.exp(-(${z})))))`,
    tensor: (z) => `nd.mul(nd.sigmoid(${z}), nd.sub(1, nd.sigmoid(${z})))`,
  },
];

/** Between −1 and 1, so that logarithms of activations have values there too, and on both sides of the kink. */
const POINTS = [-0.83, -0.31, 0.27, 0.64, 0.91];

export const knownAs = (f: (x: number) => number): Known | null =>
  KNOWN.find((known) => POINTS.every((x) => Math.abs(known.f(x) - f(x)) < 1e-12)) ?? null;

export const isIdentity = (f: (x: number) => number): boolean => POINTS.every((x) => Math.abs(f(x) - x) < 1e-12);
