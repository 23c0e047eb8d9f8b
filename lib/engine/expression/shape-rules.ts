import type { BinaryOp, Shape } from "./formula.ts";

/** How two shapes go together: the shape that comes out and, for products, what is computed. */
export type Combined =
  | { readonly ok: true; readonly shape: Shape; readonly as: "matmul" | "entrywise" }
  | { readonly ok: false; readonly why: string };

const isNumber = (shape: Shape) => shape.length === 0;
/** 1×1 matrices may scale like numbers: δ3 W3ᵀ and W3ᵀ δ3 are both read. */
const isUnit = (shape: Shape) => shape.length === 2 && shape[0] === 1 && shape[1] === 1;
const scales = (shape: Shape) => isNumber(shape) || isUnit(shape);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);

/** 4×1, or "a number". */
export const shapeWords = (shape: Shape): string => (shape.length === 0 ? "a number" : shape.join("×"));

const entrywise = (shape: Shape): Combined => ({ ok: true, shape, as: "entrywise" });
const wider = (a: Shape, b: Shape): Shape => (isNumber(a) || (isUnit(a) && !isNumber(b)) ? b : a);

/** One column added to each of several examples, as a bias is. */
const columnAndMatrix = (a: Shape, b: Shape) =>
  a.length === 2 && b.length === 2 && a[0] === b[0] && (a[1] === 1 || b[1] === 1);

function sum(a: Shape, b: Shape): Combined {
  if (sameShape(a, b)) return entrywise(a);
  if (isNumber(a) || isNumber(b)) return entrywise(wider(a, b));
  if (columnAndMatrix(a, b)) return entrywise([a[0] as number, Math.max(a[1] as number, b[1] as number)]);
  return { ok: false, why: "only equal sizes can be added or subtracted" };
}

function product(a: Shape, b: Shape): Combined {
  if (isNumber(a) || isNumber(b)) return entrywise(wider(a, b));
  if (a[1] === b[0]) return { ok: true, shape: [a[0] as number, b[1] as number], as: "matmul" };
  if (isUnit(a) || isUnit(b)) return entrywise(wider(a, b));
  return {
    ok: false,
    why: `the inner sizes ${a[1]} and ${b[0]} do not agree${sameShape(a, b) ? `. ${either(a)}` : ""}`,
  };
}

/** What two of one size side by side may mean. */
const either = (shape: Shape): string =>
  shape[1] === 1
    ? "Write .* to multiply entry by entry, or a^T b for the inner product"
    : "Write .* to multiply entry by entry";

/** `*` as NumPy means it where both sides are of one size: entry by entry; else a matrix product, as on paper. */
function star(a: Shape, b: Shape): Combined {
  return sameShape(a, b) && !isUnit(a) ? entrywise(a) : product(a, b);
}

function hadamard(a: Shape, b: Shape): Combined {
  if (sameShape(a, b)) return entrywise(a);
  if (scales(a) || scales(b)) return entrywise(wider(a, b));
  return { ok: false, why: `⊙ multiplies entry by entry and needs ${shapeWords(a)} on both sides` };
}

function divide(a: Shape, b: Shape): Combined {
  if (sameShape(a, b)) return entrywise(a);
  if (scales(a) || scales(b)) return entrywise(wider(a, b));
  return { ok: false, why: "one can divide by a number, or entry by entry by a matrix of the same size" };
}

export const combine: { readonly [op in BinaryOp]: (a: Shape, b: Shape) => Combined } = {
  add: sum,
  subtract: sum,
  product,
  star,
  hadamard,
  divide,
};

/** Whether a shape is the one that is asked for; a number and a 1×1 matrix are the same. */
export const fitsShape = (shape: Shape, asked: Shape): boolean =>
  sameShape(shape, asked) || [shape, asked].every((one) => one.every((size) => size === 1));
