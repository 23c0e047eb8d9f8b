import type { TensorValue } from "#lib/core/value.ts";
import type { RelationCase, RelationCases } from "./case.ts";

/** Relative error of an entry, and what is nothing beside the largest entry: two ways to one number differ by rounding. */
const RTOL = 1e-6;
const FLOOR = 1e-8;
/** A case tells something only where the two differ by this much of the largest entry. */
const TELLING = 1e-5;

export const largest = ({ data }: TensorValue): number => data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

export const sameShape = (a: TensorValue, b: TensorValue): boolean =>
  a.shape.length === b.shape.length && a.shape.every((n, i) => n === b.shape[i]);

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The same shape, and every entry within rounding of `b`; `scale` is the size of what both were computed from. */
export function near(a: TensorValue, b: TensorValue, atol = 0, scale = Math.max(largest(a), largest(b))): boolean {
  if (!sameShape(a, b)) return false;
  // Beside an infinite entry everything would be near.
  if (!Number.isFinite(scale)) return a.data.every((x, i) => Object.is(x, b.data[i]));
  const within = FLOOR * scale + atol;
  return a.data.every((x, i) => {
    const y = b.data[i] as number;
    return Math.abs(x - y) <= within + RTOL * Math.abs(y);
  });
}

export const map = ({ shape, data }: TensorValue, f: (x: number, i: number) => number): TensorValue => ({
  shape,
  data: data.map(f),
});

export const times = (factor: number, tensor: TensorValue): TensorValue => map(tensor, (x) => x * factor);

export const minus = (a: TensorValue, b: TensorValue): TensorValue => map(a, (x, i) => x - (b.data[i] as number));

/** Whether a case is one in which the two differ by more than rounding. */
export function differs({ yours, other }: RelationCase, atol: number): boolean {
  if (!sameShape(yours, other)) return true;
  const scale = Math.max(largest(yours), largest(other));
  return largest(minus(yours, other)) > TELLING * scale + 100 * atol;
}

export const isFiniteTensor = ({ data }: TensorValue): boolean => data.every(Number.isFinite);

/** Holds on every case, and shows on at least two of different numbers: what a single case shows may be chance. */
export function everywhere(
  { cases, atol }: RelationCases,
  would: (one: RelationCase) => TensorValue | null,
  scale?: (one: RelationCase) => number,
): boolean {
  return cases.every((one) => {
    const made = would(one);
    return made !== null && near(made, one.yours, atol, scale?.(one));
  });
}

/** Rows and columns; a list is one row of several columns, a number one of one. */
export function matrixOf({ shape }: TensorValue): readonly [number, number] {
  if (shape.length > 2) return [1, sizeOf(shape)];
  const [rows, columns] = shape.length === 2 ? shape : [1, shape[0] ?? 1];
  return [rows as number, columns as number];
}

export function transpose(tensor: TensorValue): TensorValue {
  if (tensor.shape.length !== 2) return tensor;
  const [rows, columns] = matrixOf(tensor);
  const data = new Float64Array(tensor.data.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) data[j * rows + i] = tensor.data[i * columns + j] as number;
  return { shape: [columns, rows], data };
}

/** The tensor with the entry at (i, j) taken from where `from` says. */
export function moved(
  tensor: TensorValue,
  from: (i: number, j: number, rows: number, columns: number) => readonly [number, number],
): TensorValue {
  const [rows, columns] = matrixOf(tensor);
  return map(tensor, (_, at) => {
    const [i, j] = from(Math.floor(at / columns), at % columns, rows, columns);
    return tensor.data[i * columns + j] as number;
  });
}

/** The value stretched to a shape as NumPy does, or null where it cannot be. */
export function stretched(value: TensorValue, shape: readonly number[]): TensorValue | null {
  if (value.shape.length > shape.length || shape.length > 2) return null;
  const [rows, columns] = matrixOf({ shape, data: value.data });
  const [r, c] = matrixOf(value);
  if ((r !== 1 && r !== rows) || (c !== 1 && c !== columns)) return null;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      data[i * columns + j] = value.data[(r === 1 ? 0 : i) * c + (c === 1 ? 0 : j)] as number;
  return { shape, data };
}

/** Sums over an axis of a matrix (kept as length 1), or over all. */
export function summed(tensor: TensorValue, axis: 0 | 1 | null): TensorValue {
  const [rows, columns] = matrixOf(tensor);
  const shape = axis === null ? [1, 1] : axis === 0 ? [1, columns] : [rows, 1];
  const data = new Float64Array(sizeOf(shape));
  tensor.data.forEach((x, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    const to = axis === null ? 0 : axis === 0 ? j : i;
    data[to] = (data[to] as number) + x;
  });
  return { shape, data };
}
