import type { TensorValue } from "#lib/core/value.ts";
import type { Derivatives, Returning } from "./derivative.ts";
import type { Kernel } from "./kernel.ts";
import { reshaped } from "./moves.ts";

/** Both factors and dy as matrices, or piles of them: a 1-D left factor is a row, a 1-D right factor a column, as in NumPy's matmul. */
function asMatrices({ a, b, dy }: Returning) {
  const A = a.shape.length === 1 ? reshaped(a, [1, a.data.length]) : a;
  const B = b.shape.length === 1 ? reshaped(b, [b.data.length, 1]) : b;
  const pile = Math.max(a.shape.length, b.shape.length) === 3 ? dy.shape.slice(0, 1) : [];
  return { A, B, dY: reshaped(dy, [...pile, A.shape.at(-2) as number, B.shape.at(-1) as number]) };
}

const turned = (k: Kernel, t: TensorValue): TensorValue =>
  t.shape.length === 3 ? k.permuted(t, [0, 2, 1]) : k.transpose(t);

/** A factor that went with every matrix of a pile gets the sum over them. */
function back(k: Kernel, gradient: TensorValue, { shape, data }: TensorValue): TensorValue {
  const shared = gradient.data.length !== data.length;
  return reshaped(shared ? k.sum(gradient, 0) : gradient, shape);
}

const leftOfMatmul = (k: Kernel, given: Returning): TensorValue => {
  const { B, dY } = asMatrices(given);
  return back(k, k.matmul(dY, turned(k, B)), given.a);
};

const rightOfMatmul = (k: Kernel, given: Returning): TensorValue => {
  const { A, dY } = asMatrices(given);
  return back(k, k.matmul(turned(k, A), dY), given.b);
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
    y: "Aᵀ, or the axes of A in another order; a 1-D tensor stays",
    vjp: [
      (k, { dy, attributes: { axes } }) => {
        if (dy.shape.length < 2) return dy;
        if (typeof axes !== "object") return k.transpose(dy);
        const places = axes.map((axis) => (axis < 0 ? axis + axes.length : axis));
        return k.permuted(
          dy,
          places.map((_, axis) => places.indexOf(axis)),
        );
      },
    ],
  },
};
