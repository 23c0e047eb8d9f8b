import { operations } from "#lib/engine/tensor/index.ts";
import type { Derivative, Derivatives } from "./derivative.ts";
import { gap } from "./distance.ts";
import { elementwise } from "./elementwise.ts";
import { layout } from "./layout.ts";
import { products } from "./products.ts";
import { reductions } from "./reductions.ts";

/** A step function: its derivative is 0 wherever it has one. */
const step = (y: string): Derivative => ({ y, vjp: [null, null], kink: ({ a, b }) => gap(a, b) });

const steps: Derivatives = {
  greater: step("1 where a > b, else 0"),
  greater_equal: step("1 where a ≥ b, else 0"),
  less: step("1 where a < b, else 0"),
  less_equal: step("1 where a ≤ b, else 0"),
  equal: step("1 where a = b, else 0"),
  not_equal: step("1 where a ≠ b, else 0"),
};

/** What makes tensors from numbers, or numbers from tensors: nothing flows through. */
const constants: Derivatives = Object.fromEntries(
  operations.filter(({ differentiable }) => !differentiable).map(({ name, doc }) => [name, { y: doc, vjp: [] }]),
);

/** Every operation that a tape may hold, one row each. */
export const derivatives: Derivatives = {
  ...constants,
  ...elementwise,
  ...steps,
  ...reductions,
  ...products,
  ...layout,
};
