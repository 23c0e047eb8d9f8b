import { float, int, type Operation, row } from "./row.ts";

const binary = (name: string, code: number, doc: string, differentiable = true): Operation =>
  row(name, code, doc, {
    operands: ["a", "b"],
    differentiable,
    signatures: ["(a: TensorLike, b: TensorLike): Tensor"],
  });

const compare = (name: string, code: number, sign: string): Operation =>
  binary(name, code, `1 where a ${sign} b and 0 elsewhere, element by element, with broadcasting.`, false);

/** Element by element, with NumPy's broadcasting: axes of length 1 are repeated, missing leading axes are added. */
export const elementwise: readonly Operation[] = [
  binary("add", 1, "a + b, element by element, with broadcasting."),
  binary("sub", 2, "a − b, element by element, with broadcasting."),
  binary("mul", 3, "a · b, element by element (not the matrix product: that is `matmul`), with broadcasting."),
  binary("div", 4, "a / b, element by element, with broadcasting. Division by zero gives ±Infinity or NaN."),
  binary("pow", 5, "a to the power b, element by element, with broadcasting. NaN for a negative a and a fractional b."),
  binary("maximum", 6, "The larger of a and b, element by element, with broadcasting. NaN where either is NaN."),
  binary("minimum", 7, "The smaller of a and b, element by element, with broadcasting. NaN where either is NaN."),
  compare("greater", 8, ">"),
  compare("greater_equal", 9, "≥"),
  compare("less", 10, "<"),
  compare("less_equal", 11, "≤"),
  compare("equal", 12, "="),
  compare("not_equal", 13, "≠"),
  row("neg", 20, "−a, element by element."),
  row("abs", 21, "The absolute value of each element."),
  row("sign", 22, "−1, 0 or 1 by the sign of each element.", { differentiable: false }),
  row("square", 23, "The square of each element."),
  row("sqrt", 24, "The square root of each element; NaN below zero."),
  row("relu", 25, "max(0, a), element by element."),
  row("exp", 26, "e to the power of each element."),
  row("log", 27, "The natural logarithm of each element: −Infinity at 0, NaN below."),
  row("sin", 28, "The sine of each element (radians)."),
  row("cos", 29, "The cosine of each element (radians)."),
  row("tanh", 30, "The hyperbolic tangent of each element."),
  row("sigmoid", 31, "1 / (1 + exp(−a)), element by element."),
  row("isfinite", 32, "1 where the element is a number, 0 where it is NaN or ±Infinity.", { differentiable: false }),
  row("where", 40, "x where the condition is not 0, y elsewhere, with broadcasting.", {
    operands: ["condition", "x", "y"],
    method: false,
    signatures: ["(condition: TensorLike, x: TensorLike, y: TensorLike): Tensor"],
  }),
  row("clip", 41, "Each element, moved to the nearer end where it lies outside [min, max].", {
    attributes: [float("min", 0, Number.NEGATIVE_INFINITY), float("max", 1, Number.POSITIVE_INFINITY)],
    signatures: [
      "(a: TensorLike, min: number | null, max?: number | null): Tensor",
      "(a: TensorLike, options: { min?: number; max?: number }): Tensor",
    ],
  }),
  row(
    "round",
    42,
    "Each element to so many decimals (0 if left out), halves to the even neighbour; negative: tens, hundreds.",
    {
      attributes: [int("decimals", 0, 0)],
      differentiable: false,
      signatures: [
        "(a: TensorLike, decimals?: number): Tensor",
        "(a: TensorLike, options: { decimals?: number }): Tensor",
      ],
    },
  ),
];

const inPlace = (name: string, code: number, what: string): Operation =>
  row(name, code, `${what} Writes into a, whose shape stays; gives nothing.`, {
    operands: ["a", "b"],
    home: "method",
    gives: "nothing",
    differentiable: false,
    signatures: ["(a: Tensor, b: TensorLike): void"],
  });

/**
 * What NumPy writes as `a += b` or `a[...] = b`. Only a changes, never a tensor that was made from it; b may be made from a.
 * A tape sees the operation without its place.
 */
export const written: readonly Operation[] = [
  inPlace("addInPlace", 90, "a += b."),
  inPlace("subInPlace", 91, "a −= b."),
  inPlace("mulInPlace", 92, "a ·= b, element by element."),
  inPlace("divInPlace", 93, "a /= b, element by element."),
  inPlace("powInPlace", 94, "a = a to the power b, element by element."),
  inPlace("maximumInPlace", 95, "a = the larger of a and b, element by element."),
  inPlace("minimumInPlace", 96, "a = the smaller of a and b, element by element."),
  inPlace("assign", 97, "a = b, element by element: every element of a from b, repeated as broadcasting does."),
];
