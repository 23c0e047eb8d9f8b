export type ActivationName = "sigmoid" | "tanh" | "relu";

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Value, and slope written with the value `a` where the course does so. One row per activation. */
export const activations: {
  readonly [name in ActivationName]: {
    readonly label: string;
    readonly tex: string;
    readonly slopeTex: string;
    readonly value: (z: number) => number;
    readonly slope: (z: number) => number;
    /** Largest slope there is; 1 for ReLU where it is active. */
    readonly steepest: number;
  };
} = {
  sigmoid: {
    label: "sigmoid",
    tex: "\\sigma(z)",
    slopeTex: "a\\,(1 - a)",
    value: sigmoid,
    slope: (z) => sigmoid(z) * (1 - sigmoid(z)),
    steepest: 0.25,
  },
  tanh: {
    label: "tanh",
    tex: "\\tanh(z)",
    slopeTex: "1 - a^2",
    value: Math.tanh,
    slope: (z) => 1 - Math.tanh(z) ** 2,
    steepest: 1,
  },
  relu: {
    label: "ReLU",
    tex: "\\max(0, z)",
    slopeTex: "1 \\text{ if } z > 0,\\ \\text{else } 0",
    value: (z) => Math.max(0, z),
    slope: (z) => (z > 0 ? 1 : 0),
    steepest: 1,
  },
};
