import type { TensorValue } from "#lib/core/value.ts";

/** The same entries in the same order under another shape. */
export const reshaped = ({ data }: TensorValue, shape: readonly number[]): TensorValue => ({ shape, data });

export const filled = (shape: readonly number[], value: number): TensorValue => ({
  shape,
  data: new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});

/** A shape along one of its axes: `outer` blocks of `length` places, each of `inner` entries that lie together. */
export function linesOf(shape: readonly number[], axis: number) {
  const product = (lengths: readonly number[]) => lengths.reduce((a, b) => a * b, 1);
  return { outer: product(shape.slice(0, axis)), length: shape[axis] ?? 1, inner: product(shape.slice(axis + 1)) };
}

/**
 * A tensor of zeros of `shape` to which place k of `from` along the axis is added at place `places[k]`. The entries of
 * `from` are those of `shape` with `places.length` on that axis; its own shape does not matter.
 */
export function spread(
  from: TensorValue,
  shape: readonly number[],
  axis: number,
  places: readonly number[],
): TensorValue {
  const { outer, length, inner } = linesOf(shape, axis);
  const to = filled(shape, 0);
  for (let o = 0; o < outer; o++) {
    for (const [k, place] of places.entries()) {
      for (let i = 0; i < inner; i++) {
        const at = (o * length + place) * inner + i;
        to.data[at] = (to.data[at] as number) + (from.data[(o * places.length + k) * inner + i] as number);
      }
    }
  }
  return to;
}

/** The `count` places of `from` along an axis that begin at `start`, under a shape of as many entries. */
export function cut(
  from: TensorValue,
  axis: number,
  start: number,
  count: number,
  shape: readonly number[],
): TensorValue {
  const { outer, length, inner } = linesOf(from.shape, axis);
  const to = filled(shape, 0);
  for (let o = 0; o < outer; o++) {
    const first = (o * length + start) * inner;
    to.data.set(from.data.subarray(first, first + count * inner), o * count * inner);
  }
  return to;
}

/** Sums from each place along the axis to the last one. */
export function sumsToTheEnd(from: TensorValue, axis: number): TensorValue {
  const { outer, length, inner } = linesOf(from.shape, axis);
  const to = { shape: from.shape, data: from.data.slice() };
  for (let o = 0; o < outer; o++) {
    for (let k = length - 2; k >= 0; k--) {
      for (let i = 0; i < inner; i++) {
        const at = (o * length + k) * inner + i;
        to.data[at] = (to.data[at] as number) + (to.data[at + inner] as number);
      }
    }
  }
  return to;
}
