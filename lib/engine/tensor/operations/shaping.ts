import { NO_STOP } from "#lib/engine/kernel/index.ts";
import { axes, flag, int, type Operation, row, shape } from "./row.ts";

const join = (
  name: string,
  code: number,
  doc: string,
  signatures: readonly string[],
  attributes: Operation["attributes"],
) => row(name, code, doc, { operands: "list", attributes, method: false, signatures });

const line = (name: string, code: number, what: string): Operation =>
  row(name, code, `${what} Negative indices count from the end.`, {
    attributes: [int("index", 0), flag("keepdims", 1)],
    signatures: [
      "(a: TensorLike, index: number, keepdims?: boolean): Tensor",
      "(a: TensorLike, options: { index: number; keepdims?: boolean }): Tensor",
    ],
  });

const rows: readonly Operation[] = [
  row(
    "transpose",
    70,
    "Rows become columns; a 1-D tensor stays as it is. Of three axes the order is reversed, or as named: `transpose(a, [0, 2, 1])`. Copies nothing of one or two axes.",
    {
      attributes: [axes()],
      signatures: ["(a: TensorLike, axes?: readonly number[]): Tensor", "(a: TensorLike, ...axes: number[]): Tensor"],
    },
  ),
  row("reshape", 71, "The same elements, row by row, in another shape; one length may be −1 and is then worked out.", {
    attributes: [shape()],
    signatures: ["(a: TensorLike, shape: Shape): Tensor", "(a: TensorLike, ...shape: number[]): Tensor"],
  }),
  row(
    "slice",
    72,
    "Rows (axis 0), columns (axis 1) or what lies along axis 2, from start up to, not including, stop. Negative bounds count from the end.",
    {
      attributes: [int("start", 0, 0), int("stop", 1, NO_STOP), int("axis", 2, 0)],
      signatures: [
        "(a: TensorLike, start: number, stop?: number | null, axis?: number): Tensor",
        "(a: TensorLike, options: { start?: number; stop?: number; axis?: number }): Tensor",
      ],
    },
  ),
  line("row", 73, "Row i of a 2-D tensor as a 1-D tensor, or matrix i of a 3-D tensor; with keepdims that axis stays."),
  line(
    "col",
    74,
    "Column j of a 2-D tensor as a 1-D tensor, or `a[:, j]` of a 3-D tensor; with keepdims that axis stays.",
  ),
  row("take", 75, "Rows (axis 0), columns (axis 1) or what lies along axis 2, in the order of a list of indices.", {
    operands: ["a", "indices"],
    attributes: [int("axis", 0, 0)],
    signatures: [
      "(a: TensorLike, indices: TensorLike, axis?: number): Tensor",
      "(a: TensorLike, indices: TensorLike, options: { axis?: number }): Tensor",
    ],
  }),
  row("copy", 76, "A tensor with the same elements."),
  join(
    "concat",
    77,
    "Tensors joined along an axis that exists (0: below each other, 1: side by side).",
    [
      "(tensors: readonly TensorLike[], axis?: number): Tensor",
      "(tensors: readonly TensorLike[], options: { axis?: number }): Tensor",
    ],
    [int("axis", 0, 0)],
  ),
  join(
    "stack",
    63,
    "Tensors of one shape along a new axis: 1-D tensors become the rows (axis 0) or columns (axis 1) of a matrix.",
    [
      "(tensors: readonly TensorLike[], axis?: number): Tensor",
      "(tensors: readonly TensorLike[], options: { axis?: number }): Tensor",
    ],
    [int("axis", 0, 0)],
  ),
  join(
    "hstack",
    78,
    "Tensors side by side (along axis 1); 1-D tensors one after the other.",
    ["(tensors: readonly TensorLike[]): Tensor"],
    [],
  ),
  join(
    "vstack",
    79,
    "Tensors below each other (along axis 0); a 1-D tensor is one row.",
    ["(tensors: readonly TensorLike[]): Tensor"],
    [],
  ),
];

/** Every result is a tensor of its own: writing into it changes no other tensor. */
export const shaping: readonly Operation[] = rows.map((one) => ({ ...one, moves: true }));
