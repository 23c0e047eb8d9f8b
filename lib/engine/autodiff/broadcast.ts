import type { TensorValue } from "#lib/core/value.ts";
import type { Kernel } from "./kernel.ts";
import { filled, reshaped } from "./moves.ts";

/** Sums over whatever broadcasting repeated, back to the shape of the operand. */
export function unbroadcast(k: Kernel, gradient: TensorValue, shape: readonly number[]): TensorValue {
  if (shape.length === 0) return gradient.shape.length === 0 ? gradient : k.total(gradient);
  let summed = gradient;
  const missing = gradient.shape.length - shape.length;
  for (const [axis, size] of gradient.shape.entries()) {
    const own = axis < missing ? 1 : (shape[axis - missing] as number);
    if (own === 1 && size !== 1) summed = k.sum(summed, axis);
  }
  return reshaped(broadcastFrom(k, summed, shape), shape);
}

/** A derivative of smaller shape than its operand (from a 0-D dy) is repeated; the others pass through. */
function broadcastFrom(k: Kernel, gradient: TensorValue, shape: readonly number[]): TensorValue {
  const size = shape.reduce((a, b) => a * b, 1);
  return gradient.data.length === size ? gradient : k.mul(gradient, filled(shape, 1));
}

/** ∂L/∂y of a reduction, repeated along the axis that it folded. */
export function repeated(k: Kernel, dy: TensorValue, shape: readonly number[], axis: number | null): TensorValue {
  const kept = axis === null ? shape.map(() => 1) : shape.map((size, i) => (i === axis ? 1 : size));
  return k.mul(filled(shape, 1), reshaped(dy, kept));
}
