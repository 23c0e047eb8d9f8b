import { axisOf } from "./attributes.ts";
import { repeated } from "./broadcast.ts";
import type { Derivatives, Returning } from "./derivative.ts";
import { leadOf, nearestTo } from "./distance.ts";
import type { Kernel } from "./kernel.ts";

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
  argmax: {
    y: "the place of the largest of a",
    vjp: [null],
    kink: ({ a, attributes }) => leadOf(a, axisOf(attributes, a), 1),
  },
};
