import { type Operation, row } from "./row.ts";

const product = (name: string, code: number, doc: string, method = true): Operation =>
  row(name, code, doc, {
    operands: ["a", "b"],
    method,
    signatures: ["(a: TensorLike, b: TensorLike): Tensor"],
  });

export const linear: readonly Operation[] = [
  product(
    "matmul",
    60,
    "The matrix product: (n×k)·(k×m) is n×m. A 1-D tensor is a row on the left and a column on the right, and loses that axis again. Of 3-D tensors matrix by matrix, b×n×k with b×k×m; one matrix or 1-D tensor on the other side goes with each. `matmul(A.T, B)` and `matmul(A, B.T)` copy nothing.",
  ),
  product(
    "dot",
    61,
    "As `matmul`, of up to two axes on the right of a matrix; with a number or a 0-D tensor, the product with each element.",
  ),
  product(
    "outer",
    62,
    "The m×n tensor of all products of an element of a with an element of b (both read row by row).",
    false,
  ),
];
