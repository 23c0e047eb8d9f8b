import { numberOf } from "./attributes.ts";
import type { Derivatives, Returning, Vjp } from "./derivative.ts";
import { cut, reshaped, spread } from "./moves.ts";

/** Negative places count from the end. */
const fromEnd = (place: number, length: number) => (place < 0 ? Math.max(0, place + length) : place);

/** ∂L/∂y goes back to where its entries came from: place k along the axis to place `move(k, length)`. */
const alongAxis = ({ a, dy }: Returning, axis: number, count: number, move: (k: number, length: number) => number) => {
  const from = fromEnd(axis, a.shape.length);
  const length = a.shape[from] as number;
  const places = Array.from({ length: count }, (_, k) => move(k, length));
  return spread(dy, a.shape, from, places);
};

/** One row or column: its entries have one place on the axis. */
const line =
  (axis: number): Vjp =>
  (_k, given) =>
    alongAxis(given, axis, 1, (_, length) => fromEnd(numberOf(given.attributes, "index"), length));

type Joint = {
  /** The axis of y along which the tensors lie. */
  readonly axis: (given: Returning) => number;
  /** How many places an input takes there. */
  readonly places: (shape: readonly number[], axis: number) => number;
};

/** The part of dy that one of several joined tensors supplied. */
const joined =
  ({ axis, places }: Joint) =>
  (input: number): Vjp =>
  (_k, given) => {
    const along = axis(given);
    const before = given.inputs.slice(0, input).map(({ shape }) => places(shape, along));
    const start = before.reduce((sum, size) => sum + size, 0);
    const { shape } = given.inputs[input] ?? given.a;
    return cut(given.dy, along, start, places(shape, along), shape);
  };

const named = ({ dy, attributes }: Returning) => fromEnd(numberOf(attributes, "axis"), dy.shape.length);
const length = (shape: readonly number[], axis: number) => shape[axis] as number;

/** What moves entries about without changing them. */
export const layout: Derivatives = {
  reshape: {
    y: "a under another shape",
    vjp: [(_k, { dy, a }) => reshaped(dy, a.shape)],
  },
  array: {
    y: "a",
    vjp: [(_k, { dy }) => dy],
  },
  copy: {
    y: "a",
    vjp: [(_k, { dy }) => dy],
  },
  slice: {
    y: "a from start to stop along an axis",
    vjp: [
      (_k, given) => {
        const axis = fromEnd(numberOf(given.attributes, "axis"), given.a.shape.length);
        const start = numberOf(given.attributes, "start");
        return alongAxis(given, axis, given.dy.shape[axis] as number, (k, n) => k + fromEnd(start, n));
      },
    ],
  },
  row: {
    y: "what lies at one place of the first axis",
    vjp: [line(0)],
  },
  col: {
    y: "what lies at one place of the second axis",
    vjp: [line(1)],
  },
  take: {
    y: "what lies along an axis of a, in the order of a list b",
    vjp: [
      (_k, given) =>
        alongAxis(given, numberOf(given.attributes, "axis"), given.b.data.length, (k, n) =>
          fromEnd(given.b.data[k] as number, n),
        ),
      null,
    ],
  },
  concat: {
    y: "tensors one after the other along an axis",
    vjp: joined({ axis: named, places: length }),
  },
  stack: {
    y: "tensors along a new axis",
    vjp: joined({ axis: named, places: () => 1 }),
  },
  hstack: {
    y: "tensors side by side",
    vjp: joined({ axis: ({ dy }) => (dy.shape.length === 1 ? 0 : 1), places: length }),
  },
  vstack: {
    y: "tensors below each other, 1-D ones as rows",
    vjp: joined({ axis: () => 0, places: (shape) => (shape.length < 2 ? 1 : (shape[0] as number)) }),
  },
};
