import type { TensorValue } from "#lib/core/value.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { choices } from "./choices.ts";
import { einsumOf } from "./einsum.ts";
import { entrywise } from "./entrywise.ts";
import type { FormulaNode, Shape } from "./formula.ts";
import { lengths } from "./lengths.ts";
import { operations } from "./operations.ts";
import { reductions } from "./reductions.ts";
import { vectors } from "./vectors.ts";

/** A function that builds or folds matrices. `shape` gives a sentence where the arguments do not suit. */
export type Structural = {
  readonly tex: string;
  readonly arity: readonly [number, number];
  readonly usage: string;
  /** What its arguments may lack is a matter of how they are written, and not of sizes that do not go together. */
  readonly notation?: true;
  readonly shape: (
    shapes: readonly Shape[],
    args: readonly FormulaNode[],
    sizeOf: (name: string) => number | undefined,
  ) => Shape | string;
  readonly value: (k: Arithmetic, args: readonly TensorValue[], shape: Shape) => TensorValue;
  /** What jumps or bends where an entry of this is zero. */
  readonly kink?: (k: Arithmetic, args: readonly TensorValue[]) => TensorValue;
};

/** Largest count that `ones` and `eye` build, so that a typed number cannot ask for much work. */
const MOST = 16;

const filled = (shape: Shape, entry: (row: number, column: number) => number): TensorValue => {
  const [rows = 1, columns = 1] = shape;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[i * columns + j] = entry(i, j);
  return { shape, data };
};

type Sizes = (name: string) => number | undefined;

/** A count as a number, or as the name of a size. */
function count(node: FormulaNode | undefined, sizeOf: Sizes): number | null {
  const value = node?.kind === "number" ? node.value : node?.kind === "symbol" ? sizeOf(node.name) : undefined;
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= MOST ? value : null;
}

const counts = (args: readonly FormulaNode[], sizeOf: Sizes): Shape | string => {
  const rows = count(args[0], sizeOf);
  const columns = args.length > 1 ? count(args[1], sizeOf) : 1;
  return rows === null || columns === null ? `takes whole numbers from 1 to ${MOST}` : [rows, columns];
};

const isColumn = (shape: Shape | undefined): shape is readonly [number, 1] => shape?.length === 2 && shape[1] === 1;

const twoColumns = (shapes: readonly Shape[], result: (m: number, n: number) => Shape | string): Shape | string => {
  const [a, b] = shapes;
  return isColumn(a) && isColumn(b) ? result(a[0], b[0]) : "takes two columns";
};

const sameColumns = (a: Shape | undefined, b: Shape | undefined): boolean =>
  isColumn(a) && isColumn(b) && a[0] === b[0];

const product = ([a, b]: readonly (Shape | undefined)[]): Shape | string =>
  a?.length === 2 && b?.length === 2 && a[1] === b[0]
    ? [a[0] as number, b[1] as number]
    : "multiplies two matrices whose inner sizes agree";

const constant = (name: string, entry: number): Structural => ({
  tex: `\\operatorname{${name}}`,
  arity: [1, 2],
  usage: `${name}(3, 1) or ${name}(z1)`,
  notation: true,
  shape: (shapes, args, sizeOf) => {
    const [like] = shapes;
    return like?.length === 2 && shapes.length === 1 ? like : counts(args, sizeOf);
  },
  value: (_k, _args, shape) => filled(shape, () => entry),
});

export const structural: { readonly [name: string]: Structural } = {
  diag: {
    tex: "\\operatorname{diag}",
    arity: [1, 1],
    usage: "diag(g'(z1))",
    shape: ([v]) => (isColumn(v) ? [v[0], v[0]] : "takes a column and puts it on the diagonal of a square matrix"),
    value: (k, [v], shape) =>
      k.multiply(
        v as TensorValue,
        filled(shape, (i, j) => (i === j ? 1 : 0)),
      ),
  },
  ones: constant("ones", 1),
  zeros: constant("zeros", 0),
  eye: {
    tex: "\\operatorname{eye}",
    arity: [1, 1],
    usage: "eye(3)",
    notation: true,
    shape: (_shapes, args, sizeOf) => {
      const n = count(args[0], sizeOf);
      return n === null ? `takes a whole number from 1 to ${MOST}` : [n, n];
    },
    value: (_k, _args, shape) => filled(shape, (i, j) => (i === j ? 1 : 0)),
  },
  outer: {
    tex: "\\operatorname{outer}",
    arity: [2, 2],
    usage: "outer(delta1, x)",
    shape: (shapes) => twoColumns(shapes, (m, n) => [m, n]),
    value: (k, [a, b]) => k.matmul(a as TensorValue, k.transpose(b as TensorValue)),
  },
  dot: {
    tex: "\\operatorname{dot}",
    arity: [2, 2],
    usage: "dot(a1, delta1)",
    shape: ([a, b]) => {
      if (sameColumns(a, b)) return [1, 1];
      const both = product([a, b]);
      return typeof both === "string" && isColumn(a) && isColumn(b) ? "takes two columns of the same length" : both;
    },
    // As NumPy's dot: of two columns the sum of products, else the matrix product.
    value: (k, [a, b]) =>
      k.matmul(sameColumns(a?.shape, b?.shape) ? k.transpose(a as TensorValue) : (a as TensorValue), b as TensorValue),
  },
  matmul: {
    tex: "\\operatorname{matmul}",
    arity: [2, 2],
    usage: "matmul(W2^T, delta2), or W2^T delta2",
    shape: product,
    value: (k, [a, b]) => k.matmul(a as TensorValue, b as TensorValue),
  },
  transpose: {
    tex: "\\operatorname{transpose}",
    arity: [1, 1],
    usage: "transpose(W2), or W2^T",
    shape: ([a]) => (a?.length === 2 ? [a[1] as number, a[0] as number] : []),
    value: (k, [a]) => ((a as TensorValue).shape.length === 2 ? k.transpose(a as TensorValue) : (a as TensorValue)),
  },
  ...reductions,
  ...vectors,
  ...lengths,
  ...choices,
};

/** The row of a function that builds or folds matrices; of an einsum, the one that its letters make. */
export const structuralOf = (fn: string): Structural | undefined =>
  Object.hasOwn(structural, fn) ? structural[fn] : einsumOf(fn);

/** Names that are applied to brackets; every other name is a symbol. */
export const functionNames: readonly string[] = [
  ...new Set(["g", ...Object.keys(entrywise), ...Object.keys(structural), ...Object.keys(operations)]),
];

/** How a function is written, as an example. */
export const usageOf = (fn: string, name = fn): string =>
  structuralOf(fn)?.usage ?? (name === fn ? operations[fn]?.usage : undefined) ?? `${name}(z1)`;

/** How many arguments, in words. */
export const countWords = (n: number): string =>
  n === 0 ? "no argument" : n === 1 ? "one argument" : `${n} arguments`;
