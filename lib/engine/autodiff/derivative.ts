import type { TensorValue } from "#lib/core/value.ts";
import type { Attributes } from "#lib/engine/tensor/index.ts";
import type { Kernel } from "./kernel.ts";

/** One recorded operation with its values; plain numbers are 0-D here. */
export type Applied = {
  readonly inputs: readonly TensorValue[];
  /** The first input. */
  readonly a: TensorValue;
  /** The second input; the first again where there is one only. */
  readonly b: TensorValue;
  readonly y: TensorValue;
  readonly attributes: Attributes;
};

/** An operation on the way back: `dy` is ∂L/∂y, of the shape of y. */
export type Returning = Applied & { readonly dy: TensorValue };

/** ∂L/∂input from ∂L/∂y, of the shape of y or of the input: what broadcasting repeated is summed afterwards. */
export type Vjp = (k: Kernel, given: Returning) => TensorValue;

/** One operation: what it computes, and on the next line how a change of y reaches each input (null: not at all). */
export type Derivative = {
  readonly y: string;
  readonly vjp: readonly (Vjp | null)[] | ((input: number) => Vjp);
  /** Distance of the nearest entry to a point where the derivative jumps or ends. */
  readonly kink?: (given: Applied) => number;
};

export type Derivatives = { readonly [op: string]: Derivative };
