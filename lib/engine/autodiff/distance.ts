import type { TensorValue } from "#lib/core/value.ts";

/** Distance of the nearest entry to a number; infinite for an empty tensor. */
export function nearestTo(to: number, { data }: TensorValue): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const entry of data) nearest = Math.min(nearest, Math.abs(entry - to));
  return nearest;
}

/** Smallest difference between two tensors' entries where broadcasting lets them meet. */
export function gap(a: TensorValue, b: TensorValue): number {
  const [ra, ca] = grid(a.shape);
  const [rb, cb] = grid(b.shape);
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < Math.max(ra, rb); i++) {
    for (let j = 0; j < Math.max(ca, cb); j++) {
      const left = a.data[(ra === 1 ? 0 : i) * ca + (ca === 1 ? 0 : j)] as number;
      const right = b.data[(rb === 1 ? 0 : i) * cb + (cb === 1 ? 0 : j)] as number;
      nearest = Math.min(nearest, Math.abs(left - right));
    }
  }
  return nearest;
}

/** Difference between the two largest (or smallest) entries of each line that a reduction goes along; the least of them. */
export function leadOf({ shape, data }: TensorValue, axis: number | null, side: 1 | -1): number {
  const [rows, columns] = grid(shape);
  const lines: number[][] = [];
  if (axis === null || shape.length < 2) lines.push([...data]);
  else if (axis === 0) for (let j = 0; j < columns; j++) lines.push([...data].filter((_, i) => i % columns === j));
  else for (let i = 0; i < rows; i++) lines.push([...data.subarray(i * columns, (i + 1) * columns)]);
  let nearest = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const [first, second] = line.sort((a, b) => side * (b - a));
    if (first !== undefined && second !== undefined) nearest = Math.min(nearest, Math.abs(first - second));
  }
  return nearest;
}

/** Rows and columns of a shape of at most two axes, aligned to the right. */
export const grid = (shape: readonly number[]): readonly [number, number] =>
  shape.length === 2 ? [shape[0] as number, shape[1] as number] : [1, shape[0] ?? 1];
