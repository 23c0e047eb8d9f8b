import { axisOf, numberOf } from "./attributes.ts";
import { repeated } from "./broadcast.ts";
import type { Derivatives, Returning } from "./derivative.ts";
import { closest, leadOf, nearestTo } from "./distance.ts";
import type { Kernel } from "./kernel.ts";
import { reshaped, sumsToTheEnd } from "./moves.ts";

/** dy, seen from each entry that was folded. */
const back = (k: Kernel, { a, dy, attributes }: Returning) => repeated(k, dy, a.shape, axisOf(attributes, a));
/** y, seen from each entry that was folded. */
const forth = (k: Kernel, { a, y, attributes }: Returning) => repeated(k, y, a.shape, axisOf(attributes, a));

const count = ({ a, y }: Returning) => a.data.length / Math.max(1, y.data.length);

/** dy goes to the entry that won, in equal shares where several did. */
const toWinners = (k: Kernel, given: Returning) => {
  const won = k.equal(given.a, forth(k, given));
  const axis = axisOf(given.attributes, given.a);
  const winners = axis === null ? k.total(won) : k.sum(won, axis);
  return k.div(k.mul(back(k, given), won), repeated(k, winners, given.a.shape, axis));
};

/** Each entry's distance from the mean of those it was folded with. */
const deviation = (k: Kernel, given: Returning) => {
  const { a, attributes } = given;
  const axis = axisOf(attributes, a);
  const mean = k.div(axis === null ? k.total(a) : k.sum(a, axis), count(given));
  return k.sub(a, repeated(k, mean, a.shape, axis));
};
const divisor = (given: Returning) => Math.max(count(given) - numberOf(given.attributes, "ddof"), 0);

/** Folds, over everything or along an axis. */
export const reductions: Derivatives = {
  sum: {
    y: "Σ a",
    vjp: [back],
  },
  mean: {
    y: "Σ a / n",
    vjp: [(k, given) => k.div(back(k, given), count(given))],
  },
  max: {
    y: "the largest of a",
    vjp: [toWinners],
    kink: ({ a, attributes }) => leadOf(a, axisOf(attributes, a), 1),
  },
  min: {
    y: "the smallest of a",
    vjp: [toWinners],
    kink: ({ a, attributes }) => leadOf(a, axisOf(attributes, a), -1),
  },
  norm: {
    y: "√(Σ a²)",
    vjp: [(k, given) => k.mul(given.a, k.div(back(k, given), forth(k, given)))],
    kink: ({ y }) => nearestTo(0, y),
  },
  var: {
    y: "Σ (a − mean)² / (n − ddof)",
    vjp: [(k, given) => k.mul(back(k, given), k.mul(2 / divisor(given), deviation(k, given)))],
  },
  std: {
    y: "√var",
    vjp: [(k, given) => k.mul(k.div(back(k, given), forth(k, given)), k.mul(1 / divisor(given), deviation(k, given)))],
    kink: ({ y }) => nearestTo(0, y),
  },
  cumsum: {
    y: "Σ of a up to each place",
    vjp: [
      (_k, { dy, a, attributes }) => {
        const axis = axisOf(attributes, a);
        return reshaped(
          axis === null ? sumsToTheEnd(reshaped(dy, [dy.data.length]), 0) : sumsToTheEnd(dy, axis),
          a.shape,
        );
      },
    ],
  },
  argsort: {
    y: "the order of a along an axis",
    vjp: [null],
    kink: ({ a, attributes }) => closest(a, axisOf(attributes, a)),
  },
  argmax: {
    y: "the place of the largest of a",
    vjp: [null],
    kink: ({ a, attributes }) => leadOf(a, axisOf(attributes, a), 1),
  },
};
