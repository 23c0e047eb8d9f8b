import type { TensorValue } from "#lib/core/value.ts";
import { grid } from "./distance.ts";

/** The same entries in the same order under another shape. */
export const reshaped = ({ data }: TensorValue, shape: readonly number[]): TensorValue => ({ shape, data });

export const filled = (shape: readonly number[], value: number): TensorValue => ({
  shape,
  data: new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});

/** A tensor of zeros of `shape` to which the entries of `from` are added at the row and column that `place` names. */
export function scattered(
  from: TensorValue,
  shape: readonly number[],
  place: (row: number, column: number) => readonly [number, number],
): TensorValue {
  const [rows, columns] = grid(from.shape);
  const [, width] = grid(shape);
  const to = filled(shape, 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const [row, column] = place(i, j);
      const index = row * width + column;
      to.data[index] = (to.data[index] as number) + (from.data[i * columns + j] as number);
    }
  }
  return to;
}

/** The block of `from` that begins at (row, column) and has the size of `shape`. */
export function block(from: TensorValue, row: number, column: number, shape: readonly number[]): TensorValue {
  const [, width] = grid(from.shape);
  const [rows, columns] = grid(shape);
  const to = filled(shape, 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      to.data[i * columns + j] = from.data[(row + i) * width + column + j] as number;
    }
  }
  return to;
}
