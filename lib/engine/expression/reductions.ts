import type { TensorValue } from "#lib/core/value.ts";
import type { Arithmetic } from "./arithmetic.ts";
import type { FormulaNode, Shape } from "./formula.ts";
import type { Structural } from "./functions.ts";
import { BAR } from "./indexed.ts";

/** 0 down the rows, 1 along the columns; null where there is none that is known. -1 and MATLAB's 2 are the columns. */
function axisOf(node: FormulaNode | undefined): 0 | 1 | null {
  const value = node?.kind === "number" ? node.value : null;
  if (value === 0 || value === -2) return 0;
  return value === 1 || value === 2 || value === -1 ? 1 : null;
}

function reduced(shape: Shape | undefined, args: readonly FormulaNode[]): Shape | string {
  if (args.length === 1) return [];
  const axis = axisOf(args[1]);
  if (axis === null) return "takes axis=0 (down the rows) or axis=1 (along the columns)";
  if (shape?.length !== 2) return [];
  return axis === 0 ? [1, shape[1] as number] : [shape[0] as number, 1];
}

const axisFrom = (from: Shape, to: Shape): 0 | 1 | null =>
  to.length === 0 || from.length !== 2 ? null : to[1] === 1 && (from[1] !== 1 || to[0] !== 1) ? 1 : 0;

const over = (name: "sum" | "mean", usage: string): Structural => ({
  tex: `\\operatorname{${name}}`,
  arity: [1, 2],
  usage,
  notation: true,
  shape: ([a], args) => reduced(a, args),
  value: (k, [a], shape) => {
    const of = a as TensorValue;
    const axis = axisFrom(of.shape, shape);
    if (axis !== null) return k.along(name, of, axis);
    const total = k.sum(of);
    return name === "sum" ? total : k.divide(total, of.data.length);
  },
});

/** The mean square of the distances from the mean: NumPy's var, and what Var is over the examples. */
const variance = (k: Arithmetic, of: TensorValue, axis: 0 | 1 | null): TensorValue => {
  const mean = (a: TensorValue) => (axis === null ? k.divide(k.sum(a), a.data.length) : k.along("mean", a, axis));
  const off = k.subtract(of, mean(of));
  return mean(k.multiply(off, off));
};

const spread = (name: "var" | "std"): Structural => ({
  tex: `\\operatorname{${name === "var" ? "Var" : "std"}}`,
  arity: [1, 2],
  usage: `${name}(x), or ${name}(Z1, axis=1)`,
  notation: true,
  shape: ([a], args) => reduced(a, args),
  value: (k, [a], shape) => {
    const of = a as TensorValue;
    const found = variance(k, of, axisFrom(of.shape, shape));
    return name === "var" ? found : k.sqrt(found);
  },
});

const norm = (
  name: string,
  value: (k: Arithmetic, a: TensorValue) => TensorValue,
  fits?: Structural["shape"],
): Structural => ({
  tex: name,
  arity: [1, 1],
  usage: "norm(W1)^2, or ‖W1‖²",
  notation: true,
  shape: fits ?? (() => []),
  value: (k, [a]) => value(k, a as TensorValue),
});

const frobenius = (k: Arithmetic, a: TensorValue) => k.sqrt(k.sum(k.multiply(a, a)));

/** Functions that fold the entries of a matrix. */
export const reductions: { readonly [name: string]: Structural } = {
  sum: over("sum", "sum(W1 .* W1), or sum(dZ1, axis=1)"),
  mean: over("mean", "mean(E^2), or mean(dZ1, axis=1)"),
  var: spread("var"),
  std: spread("std"),
  // A mean over the examples, where that is the mean of all entries.
  [BAR]: {
    ...over("mean", "mean(dZ1, axis=1)"),
    arity: [1, 1],
    shape: ([a]) =>
      a?.length === 2 && a[0] === 1 && a[1] !== 1
        ? []
        : "could be a mean over the examples, or over all entries, or a name: write mean( … , axis=1), or mean( … )",
  },
  norm: norm("norm", frobenius),
  // Of a matrix, the 2-norm is its largest singular value; of a column it is the root of the sum of squares.
  norm2: norm("norm_2", frobenius, ([a]) =>
    a?.length === 2 && a[0] !== 1 && a[1] !== 1
      ? "of a matrix has two meanings; write _F for the root of the sum of squares"
      : [],
  ),
  norm1: norm("norm_1", (k, a) => k.sum(k.abs(a))),
  trace: {
    tex: "\\operatorname{tr}",
    arity: [1, 1],
    usage: "tr(A^T B)",
    shape: ([a]) => (a?.length === 0 || a?.[0] === a?.[1] ? [] : "takes a square matrix"),
    value: (k, [a]) => {
      const of = a as TensorValue;
      const n = of.shape[0] ?? 1;
      return k.sum({ shape: [n], data: Float64Array.from({ length: n }, (_, i) => of.data[i * n + i] as number) });
    },
  },
  softmax: {
    tex: "\\operatorname{softmax}",
    arity: [1, 1],
    usage: "softmax(z3)",
    shape: ([a]) => a ?? [],
    value: (k, [a]) => {
      const of = a as TensorValue;
      if (of.shape.length < 2) return k.exp(k.multiply(0, of));
      const e = k.exp(k.subtract(of, k.along("max", of, 0)));
      return k.divide(e, k.along("sum", e, 0));
    },
  },
};
