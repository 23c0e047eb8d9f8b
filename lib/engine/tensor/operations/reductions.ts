import { NO_AXIS } from "#lib/engine/kernel/index.ts";
import { flag, float, int, type Operation, row } from "./row.ts";

const reduce = (name: string, code: number, what: string, differentiable = true): Operation =>
  row(name, code, `${what} Over all elements, or along an axis (of a matrix 0: down the rows, 1: along the columns).`, {
    attributes: [int("axis", 0, NO_AXIS), flag("keepdims", 1)],
    differentiable,
    signatures: [
      "(a: TensorLike, axis?: number | null, keepdims?: boolean): Tensor",
      "(a: TensorLike, options: { axis?: number | null; keepdims?: boolean }): Tensor",
    ],
  });

const spread = (name: string, code: number, what: string): Operation =>
  row(name, code, `${what} With ddof the divisor is n − ddof. Over all elements, or along an axis.`, {
    attributes: [int("axis", 0, NO_AXIS), flag("keepdims", 1), int("ddof", 2, 0)],
    signatures: [
      "(a: TensorLike, axis?: number | null, keepdims?: boolean, ddof?: number): Tensor",
      "(a: TensorLike, options: { axis?: number | null; keepdims?: boolean; ddof?: number }): Tensor",
    ],
  });

/** With `axis` left out, over all elements; `keepdims` keeps the reduced axis with length 1. */
export const reductions: readonly Operation[] = [
  reduce("sum", 50, "The sum."),
  reduce("mean", 51, "The mean."),
  reduce("max", 52, "The largest element; NaN if there is one."),
  reduce("min", 53, "The smallest element; NaN if there is one."),
  reduce("argmax", 54, "The index of the first largest element.", false),
  reduce("norm", 55, "The square root of the sum of squares (Frobenius norm of a matrix)."),
  spread("var", 56, "The variance: the mean of the squared distances from the mean."),
  spread("std", 57, "The standard deviation: the square root of the variance."),
  row("cumsum", 58, "Running sums: over all elements row by row (a 1-D result), or along an axis.", {
    attributes: [int("axis", 0, NO_AXIS)],
    signatures: [
      "(a: TensorLike, axis?: number | null): Tensor",
      "(a: TensorLike, options: { axis?: number | null }): Tensor",
    ],
  }),
  row(
    "argsort",
    59,
    "The indices that put the elements along an axis (the last if left out) in ascending order; equal ones keep theirs, NaN comes last.",
    {
      attributes: [int("axis", 0, -1)],
      differentiable: false,
      signatures: ["(a: TensorLike, axis?: number): Tensor", "(a: TensorLike, options: { axis?: number }): Tensor"],
    },
  ),
  row("allclose", 107, "Whether |a − b| ≤ atol + rtol·|b| everywhere, with broadcasting; NaN is close to nothing.", {
    operands: ["a", "b"],
    attributes: [float("rtol", 0, 1e-5), float("atol", 1, 1e-8)],
    gives: "boolean",
    method: false,
    differentiable: false,
    signatures: [
      "(a: TensorLike, b: TensorLike, rtol?: number, atol?: number): boolean",
      "(a: TensorLike, b: TensorLike, options: { rtol?: number; atol?: number }): boolean",
    ],
  }),
];
