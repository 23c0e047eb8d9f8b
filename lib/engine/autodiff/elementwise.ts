import type { Attributes } from "#lib/engine/tensor/index.ts";
import { numberOf } from "./attributes.ts";
import type { Derivatives } from "./derivative.ts";
import { gap, nearestTo } from "./distance.ts";

const lower = (attributes: Attributes) => numberOf(attributes, "min", Number.NEGATIVE_INFINITY);
const upper = (attributes: Attributes) => numberOf(attributes, "max", Number.POSITIVE_INFINITY);

/** dy where a wins, half of it where both are equal, as the mean of the two one-sided derivatives. */
const share = (side: "greater" | "less") =>
  [
    (k, { dy, a, b }) => k.mul(dy, k.add(k[side](a, b), k.mul(0.5, k.equal(a, b)))),
    (k, { dy, a, b }) => k.mul(dy, k.add(k[side](b, a), k.mul(0.5, k.equal(a, b)))),
  ] satisfies Derivatives[string]["vjp"];

/** Entry by entry, with broadcasting. */
export const elementwise: Derivatives = {
  add: {
    y: "a + b",
    vjp: [(_k, { dy }) => dy, (_k, { dy }) => dy],
  },
  sub: {
    y: "a − b",
    vjp: [(_k, { dy }) => dy, (k, { dy }) => k.neg(dy)],
  },
  mul: {
    y: "a b",
    vjp: [(k, { dy, b }) => k.mul(dy, b), (k, { dy, a }) => k.mul(dy, a)],
  },
  div: {
    y: "a / b",
    vjp: [(k, { dy, b }) => k.div(dy, b), (k, { dy, y, b }) => k.neg(k.div(k.mul(dy, y), b))],
    kink: ({ b }) => nearestTo(0, b),
  },
  pow: {
    y: "aᵇ",
    vjp: [
      (k, { dy, a, b }) => k.mul(dy, k.mul(b, k.pow(a, k.sub(b, 1)))),
      // Where a ≤ 0 the exponent has no derivative; 0 keeps constant whole exponents of negative numbers finite.
      (k, { dy, y, a }) => k.mul(dy, k.where(k.greater(a, 0), k.mul(y, k.log(k.where(k.greater(a, 0), a, 1))), 0)),
    ],
    kink: ({ a, b }) =>
      b.data.every((n) => Number.isInteger(n) && n >= 0) ? Number.POSITIVE_INFINITY : nearestTo(0, a),
  },
  maximum: {
    y: "max(a, b)",
    vjp: share("greater"),
    kink: ({ a, b }) => gap(a, b),
  },
  minimum: {
    y: "min(a, b)",
    vjp: share("less"),
    kink: ({ a, b }) => gap(a, b),
  },
  clip: {
    y: "a, but at least min and at most max",
    vjp: [
      (k, { dy, a, attributes }) => k.mul(dy, k.mul(k.greater(a, lower(attributes)), k.less(a, upper(attributes)))),
    ],
    kink: ({ a, attributes }) => Math.min(nearestTo(lower(attributes), a), nearestTo(upper(attributes), a)),
  },
  where: {
    y: "b where a is not 0, else c",
    vjp: [null, (k, { dy, a }) => k.where(a, dy, 0), (k, { dy, a }) => k.where(a, 0, dy)],
  },
  neg: {
    y: "−a",
    vjp: [(k, { dy }) => k.neg(dy)],
  },
  abs: {
    y: "|a|",
    vjp: [(k, { dy, a }) => k.mul(dy, k.sign(a))],
    kink: ({ a }) => nearestTo(0, a),
  },
  sign: {
    y: "the sign of a",
    vjp: [null],
    kink: ({ a }) => nearestTo(0, a),
  },
  round: {
    y: "a to so many decimals",
    vjp: [null],
    kink: ({ a, attributes }) => {
      const step = 10 ** -numberOf(attributes, "decimals");
      return a.data.reduce(
        (least, x) => Math.min(least, step * Math.abs(x / step - Math.floor(x / step) - 0.5)),
        Infinity,
      );
    },
  },
  square: {
    y: "a²",
    vjp: [(k, { dy, a }) => k.mul(dy, k.mul(2, a))],
  },
  sqrt: {
    y: "√a",
    vjp: [(k, { dy, y }) => k.div(k.mul(0.5, dy), y)],
    kink: ({ a }) => nearestTo(0, a),
  },
  relu: {
    y: "max(a, 0)",
    vjp: [(k, { dy, a }) => k.mul(dy, k.greater(a, 0))],
    kink: ({ a }) => nearestTo(0, a),
  },
  exp: {
    y: "eᵃ",
    vjp: [(k, { dy, y }) => k.mul(dy, y)],
  },
  log: {
    y: "log a",
    vjp: [(k, { dy, a }) => k.div(dy, a)],
    kink: ({ a }) => nearestTo(0, a),
  },
  sin: {
    y: "sin a",
    vjp: [(k, { dy, a }) => k.mul(dy, k.cos(a))],
  },
  cos: {
    y: "cos a",
    vjp: [(k, { dy, a }) => k.neg(k.mul(dy, k.sin(a)))],
  },
  tanh: {
    y: "tanh a",
    vjp: [(k, { dy, y }) => k.mul(dy, k.sub(1, k.mul(y, y)))],
  },
  sigmoid: {
    y: "1 / (1 + e⁻ᵃ)",
    vjp: [(k, { dy, y }) => k.mul(dy, k.mul(y, k.sub(1, y)))],
  },
};
