import type { TensorValue } from "#lib/core/value.ts";
import type { Arithmetic, Operand } from "./arithmetic.ts";
import { entrywise } from "./entrywise.ts";

type Curve = (k: Arithmetic, z: Operand) => TensorValue;

const value =
  (name: string): Curve =>
  (k, z) =>
    (entrywise[name] as (typeof entrywise)[string]).value(k, z);
const slope =
  (name: string): Curve =>
  (k, z) =>
    (entrywise[name] as (typeof entrywise)[string]).slope(k, z);
const flat: Curve = (k, z) => k.multiply(0, z);
const sigmoid: Curve = (k, z) => k.multiply(slope("sigmoid")(k, z), k.subtract(1, k.multiply(2, k.sigmoid(z))));
const log: Curve = (k, z) => k.divide(-1, k.multiply(z, z));

/** Second derivatives of functions of one number. */
export const curves: { readonly [name: string]: Curve } = {
  sigmoid,
  sigma: sigmoid,
  softplus: slope("sigmoid"),
  tanh: (k, z) => k.multiply(-2, k.multiply(k.tanh(z), slope("tanh")(k, z))),
  relu: flat,
  sin: (k, z) => k.negate(k.sin(z)),
  cos: (k, z) => k.negate(k.cos(z)),
  exp: value("exp"),
  log,
  ln: log,
  sqrt: (k, z) => k.divide(-0.25, k.multiply(z, k.sqrt(z))),
  abs: flat,
  square: (k, z) => k.add(2, k.multiply(0, z)),
  sinh: value("sinh"),
  cosh: value("cosh"),
  // sech″ = sech (1 − 2 sech²), tan″ = 2 tan / cos².
  sech: (k, z) => {
    const s = value("sech")(k, z);
    return k.multiply(s, k.subtract(1, k.multiply(2, k.multiply(s, s))));
  },
  tan: (k, z) => k.multiply(2, k.multiply(value("tan")(k, z), slope("tan")(k, z))),
};
