import type { TensorValue } from "#lib/core/value.ts";
import type { Arithmetic, Operand } from "./arithmetic.ts";

/** A function of one number, applied to every entry, and its derivative on the next line. */
export type Entrywise = {
  readonly tex: string;
  readonly value: (k: Arithmetic, z: Operand) => TensorValue;
  readonly slope: (k: Arithmetic, z: Operand) => TensorValue;
  /** Where the derivative jumps; points whose arguments come near it are drawn again. */
  readonly kink?: number;
};

const sigmoid: Entrywise = {
  tex: "\\sigma",
  value: (k, z) => k.sigmoid(z),
  slope: (k, z) => k.multiply(k.sigmoid(z), k.sigmoid(k.negate(z))),
};

/** log(1 + eᶻ) without overflow: max(z, 0) + log(1 + e^−|z|). */
const softplus: Entrywise = {
  tex: "\\operatorname{softplus}",
  value: (k, z) => k.add(k.maximum(z, 0), k.log(k.add(1, k.exp(k.negate(k.abs(z)))))),
  slope: (k, z) => k.sigmoid(z),
};

const tanh: Entrywise = {
  tex: "\\tanh",
  value: (k, z) => k.tanh(z),
  slope: (k, z) => k.subtract(1, k.multiply(k.tanh(z), k.tanh(z))),
};

const sin: Entrywise = { tex: "\\sin", value: (k, z) => k.sin(z), slope: (k, z) => k.cos(z) };

const relu: Entrywise = {
  tex: "\\operatorname{relu}",
  value: (k, z) => k.maximum(z, 0),
  slope: (k, z) => k.greater(z, 0),
  kink: 0,
};

const cosh = (k: Arithmetic, z: Operand) => k.multiply(0.5, k.add(k.exp(z), k.exp(k.negate(z))));
const sinh = (k: Arithmetic, z: Operand) => k.multiply(0.5, k.subtract(k.exp(z), k.exp(k.negate(z))));
const sech = (k: Arithmetic, z: Operand) => k.divide(1, cosh(k, z));

const log: Entrywise = { tex: "\\log", value: (k, z) => k.log(z), slope: (k, z) => k.divide(1, z) };

export const entrywise: { readonly [name: string]: Entrywise } = {
  sigmoid,
  sigma: sigmoid,
  softplus,
  tanh,
  relu,
  sin,
  cos: { tex: "\\cos", value: (k, z) => k.cos(z), slope: (k, z) => k.negate(k.sin(z)) },
  exp: { tex: "\\exp", value: (k, z) => k.exp(z), slope: (k, z) => k.exp(z) },
  log,
  ln: { ...log, tex: "\\ln" },
  sqrt: { tex: "\\operatorname{sqrt}", value: (k, z) => k.sqrt(z), slope: (k, z) => k.divide(0.5, k.sqrt(z)) },
  abs: { tex: "\\operatorname{abs}", value: (k, z) => k.abs(z), slope: (k, z) => k.sign(z), kink: 0 },
  sinh: { tex: "\\sinh", value: sinh, slope: cosh },
  cosh: { tex: "\\cosh", value: cosh, slope: sinh },
  sech: {
    tex: "\\operatorname{sech}",
    value: sech,
    slope: (k, z) => k.negate(k.multiply(sech(k, z), k.tanh(z))),
  },
  coth: {
    tex: "\\coth",
    value: (k, z) => k.divide(1, k.tanh(z)),
    slope: (k, z) => k.negate(k.divide(1, k.multiply(sinh(k, z), sinh(k, z)))),
  },
  tan: {
    tex: "\\tan",
    value: (k, z) => k.divide(k.sin(z), k.cos(z)),
    slope: (k, z) => k.divide(1, k.multiply(k.cos(z), k.cos(z))),
  },
  step: {
    tex: "\\operatorname{step}",
    value: (k, z) => k.greater(z, 0),
    slope: (k, z) => k.multiply(0, z),
    kink: 0,
  },
  sign: { tex: "\\operatorname{sign}", value: (k, z) => k.sign(z), slope: (k, z) => k.multiply(0, z), kink: 0 },
  log1p: {
    tex: "\\operatorname{log1p}",
    value: (k, z) => k.log(k.add(1, z)),
    slope: (k, z) => k.divide(1, k.add(1, z)),
  },
  swish: {
    tex: "\\operatorname{swish}",
    value: (k, z) => k.multiply(z, k.sigmoid(z)),
    slope: (k, z) => k.multiply(k.sigmoid(z), k.add(1, k.multiply(z, k.sigmoid(k.negate(z))))),
  },
  square: {
    tex: "\\operatorname{square}",
    value: (k, z) => k.multiply(z, z),
    slope: (k, z) => k.multiply(2, z),
  },
};

/** What g may stand for. Where an exercise leaves g general, all four are tried, so that no one's own identity passes. */
export const activations = {
  general: ["tanh", "softplus", "sin", "sigmoid"],
  sigmoid: ["sigmoid"],
  tanh: ["tanh"],
  relu: ["relu"],
} as const satisfies { readonly [g: string]: readonly string[] };

export type Activation = (typeof activations)[keyof typeof activations][number];
