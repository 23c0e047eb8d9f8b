import type { TensorValue } from "#lib/core/value.ts";
import type { Attributes } from "#lib/engine/tensor/index.ts";

/** A whole number among an operation's attributes. */
export function numberOf(attributes: Attributes, key: string, otherwise = 0): number {
  const value = attributes[key];
  return typeof value === "number" ? value : otherwise;
}

/** The axis of a fold, from 0; null where it goes over everything. */
export function axisOf(attributes: Attributes, { shape }: TensorValue): number | null {
  const axis = attributes.axis;
  if (typeof axis !== "number" || shape.length < 2) return null;
  return axis < 0 ? axis + shape.length : axis;
}
