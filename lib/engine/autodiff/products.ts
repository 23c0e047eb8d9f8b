import type { TensorValue } from "#lib/core/value.ts";
import type { Derivatives, Returning } from "./derivative.ts";
import type { Kernel } from "./kernel.ts";
import { reshaped } from "./moves.ts";

/** Both factors and dy as matrices: a 1-D left factor is a row, a 1-D right factor a column, as in NumPy's matmul. */
function asMatrices({ a, b, dy }: Returning) {
  const A = a.shape.length === 1 ? reshaped(a, [1, a.data.length]) : a;
  const B = b.shape.length === 1 ? reshaped(b, [b.data.length, 1]) : b;
  return { A, B, dY: reshaped(dy, [A.shape[0] as number, B.shape[1] as number]) };
}

const leftOfMatmul = (k: Kernel, given: Returning): TensorValue => {
  const { B, dY } = asMatrices(given);
  return reshaped(k.matmul(dY, k.transpose(B)), given.a.shape);
};

const rightOfMatmul = (k: Kernel, given: Returning): TensorValue => {
  const { A, dY } = asMatrices(given);
  return reshaped(k.matmul(k.transpose(A), dY), given.b.shape);
};

const scales = ({ a, b }: Returning) => a.shape.length === 0 || b.shape.length === 0;
const flat = (t: TensorValue): TensorValue => reshaped(t, [t.data.length, 1]);

/** Products of matrices and vectors. */
export const products: Derivatives = {
  matmul: {
    y: "A B",
    vjp: [leftOfMatmul, rightOfMatmul],
  },
  dot: {
    y: "A B, or a scaling where one is 0-D",
    vjp: [
      (k, given) => (scales(given) ? k.mul(given.dy, given.b) : leftOfMatmul(k, given)),
      (k, given) => (scales(given) ? k.mul(given.dy, given.a) : rightOfMatmul(k, given)),
    ],
  },
  outer: {
    y: "a bᵀ, both read as one column",
    vjp: [
      (k, { dy, a, b }) => reshaped(k.matmul(dy, flat(b)), a.shape),
      (k, { dy, a, b }) => reshaped(k.matmul(k.transpose(dy), flat(a)), b.shape),
    ],
  },
  transpose: {
    y: "Aᵀ; a 1-D tensor stays",
    vjp: [(k, { dy }) => (dy.shape.length === 2 ? k.transpose(dy) : dy)],
  },
};
