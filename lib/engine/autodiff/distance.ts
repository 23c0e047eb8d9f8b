import type { TensorValue } from "#lib/core/value.ts";
import { broadcastShapes } from "#lib/engine/tensor/index.ts";
import { linesOf } from "./moves.ts";

/** Distance of the nearest entry to a number; infinite for an empty tensor. */
export function nearestTo(to: number, { data }: TensorValue): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const entry of data) nearest = Math.min(nearest, Math.abs(entry - to));
  return nearest;
}

/** Index of the entry of `shape` that broadcasting brings to entry `i` of `whole`. */
function reached(i: number, whole: readonly number[], shape: readonly number[]): number {
  let rest = i;
  let index = 0;
  let step = 1;
  for (let k = 1; k <= shape.length; k++) {
    const length = whole[whole.length - k] as number;
    const own = shape[shape.length - k] as number;
    if (own !== 1) index += (rest % length) * step;
    step *= own;
    rest = Math.floor(rest / length);
  }
  return index;
}

/** Smallest difference between two tensors' entries where broadcasting lets them meet. */
export function gap(a: TensorValue, b: TensorValue): number {
  const whole = broadcastShapes(a.shape, b.shape) ?? [];
  const size = whole.reduce((n, length) => n * length, 1);
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < size; i++) {
    const left = a.data[reached(i, whole, a.shape)] as number;
    const right = b.data[reached(i, whole, b.shape)] as number;
    nearest = Math.min(nearest, Math.abs(left - right));
  }
  return nearest;
}

/** The entries of each line along an axis; all in one where it is null. */
function entriesOf({ shape, data }: TensorValue, axis: number | null): number[][] {
  if (axis === null || shape.length < 2) return [[...data]];
  const { outer, length, inner } = linesOf(shape, axis);
  return Array.from({ length: outer * inner }, (_, line) => {
    const from = Math.floor(line / inner) * length * inner + (line % inner);
    return Array.from({ length }, (_, k) => data[from + k * inner] as number);
  });
}

/** Difference between the two largest (or smallest) entries of each line that a reduction goes along; the least of them. */
export function leadOf(a: TensorValue, axis: number | null, side: 1 | -1): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const line of entriesOf(a, axis)) {
    const [first, second] = line.sort((x, y) => side * (y - x));
    if (first !== undefined && second !== undefined) nearest = Math.min(nearest, Math.abs(first - second));
  }
  return nearest;
}

/** Smallest difference between any two entries of one line along an axis. */
export function closest(a: TensorValue, axis: number | null): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const line of entriesOf(a, axis)) {
    line.sort((x, y) => x - y);
    for (let k = 1; k < line.length; k++) nearest = Math.min(nearest, (line[k] as number) - (line[k - 1] as number));
  }
  return nearest;
}
