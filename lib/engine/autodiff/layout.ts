import type { TensorValue } from "#lib/core/value.ts";
import type { Attributes } from "#lib/engine/tensor/index.ts";
import { numberOf } from "./attributes.ts";
import type { Derivatives, Returning, Vjp } from "./derivative.ts";
import { grid } from "./distance.ts";
import { block, reshaped, scattered } from "./moves.ts";

/** Negative places count from the end. */
const fromEnd = (place: number, length: number) => (place < 0 ? Math.max(0, place + length) : place);
const lengthOf = ({ a, attributes }: Returning) => a.shape.at(numberOf(attributes, "axis")) as number;
const indexOf = (attributes: Attributes, { shape }: TensorValue, axis: number) =>
  fromEnd(numberOf(attributes, "index"), shape[axis] as number);

/** ∂L/∂y goes back to where its entries came from: the column of (i, j) when the axis is the last one, else its row. */
const alongAxis = ({ a, attributes }: Returning, move: (i: number) => number) => {
  const axis = numberOf(attributes, "axis");
  const columns = a.shape.length === 1 || (axis < 0 ? axis + 2 : axis) === 1;
  return (i: number, j: number) => (columns ? ([i, move(j)] as const) : ([move(i), j] as const));
};

/** The part of dy that one of several joined tensors supplied. */
const joined =
  (sideBySide: (given: Returning) => boolean) =>
  (input: number): Vjp =>
  (_k, given) => {
    const columns = sideBySide(given);
    const before = given.inputs.slice(0, input).map(({ shape }) => grid(shape)[columns ? 1 : 0]);
    const start = before.reduce((sum, size) => sum + size, 0);
    const { shape } = given.inputs[input] ?? given.a;
    return columns ? block(given.dy, 0, start, shape) : block(given.dy, start, 0, shape);
  };

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
        const start = fromEnd(numberOf(given.attributes, "start"), lengthOf(given));
        return scattered(
          given.dy,
          given.a.shape,
          alongAxis(given, (i) => i + start),
        );
      },
    ],
  },
  row: {
    y: "one row of a",
    vjp: [(_k, { dy, a, attributes }) => scattered(dy, a.shape, (_i, j) => [indexOf(attributes, a, 0), j])],
  },
  col: {
    y: "one column of a, as 1-D or n×1",
    vjp: [(_k, { dy, a, attributes }) => scattered(dy, a.shape, (i, j) => [i + j, indexOf(attributes, a, 1)])],
  },
  take: {
    y: "rows or columns of a in the order of a list b",
    vjp: [
      (_k, given) => {
        const from = (i: number) => fromEnd(given.b.data[i] as number, lengthOf(given));
        return scattered(given.dy, given.a.shape, alongAxis(given, from));
      },
      null,
    ],
  },
  concat: {
    y: "tensors one after the other along an axis",
    vjp: joined(({ a, attributes }) => a.shape.length === 1 || [1, -1].includes(numberOf(attributes, "axis"))),
  },
  hstack: {
    y: "tensors side by side",
    vjp: joined(() => true),
  },
  vstack: {
    y: "tensors below each other, 1-D ones as rows",
    vjp: joined(() => false),
  },
};
