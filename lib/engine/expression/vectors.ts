import type { TensorValue } from "#lib/core/value.ts";
import type { Arithmetic } from "./arithmetic.ts";
import type { Shape } from "./formula.ts";
import type { Structural } from "./functions.ts";
import { EXPECTATION } from "./indexed.ts";

const isVector = (shape: Shape | undefined): boolean =>
  shape === undefined || shape.length < 2 || shape.some((size) => size === 1);

type Row = Pick<Structural, "tex" | "usage" | "shape"> & {
  readonly value: (k: Arithmetic, a: TensorValue) => TensorValue;
};

const number =
  (otherwise: string): Structural["shape"] =>
  ([a]) =>
    isVector(a) ? [] : otherwise;

/** Column after column, as vec(A) is on paper. */
function stacked({ shape, data }: TensorValue): TensorValue {
  const [rows = 1, columns = 1] = shape;
  const at = (i: number) => data[(i % rows) * columns + Math.floor(i / rows)] as number;
  return { shape: [data.length, 1], data: Float64Array.from({ length: data.length }, (_, i) => at(i)) };
}

const largest = (k: Arithmetic, a: TensorValue): TensorValue =>
  k.sum(k.along("max", { shape: [a.data.length, 1], data: k.abs(a).data }, 0));

const rows: { readonly [fn: string]: Row } = {
  norminf: {
    tex: "norm_inf",
    usage: "‖x‖_∞",
    // Of a matrix it is its largest row sum.
    shape: number("of a matrix has two meanings; write max and sum of what is meant"),
    value: largest,
  },
  logsumexp: {
    tex: "\\operatorname{logsumexp}",
    usage: "logsumexp(z3)",
    shape: number("takes a column; of a matrix write log(sum(exp(Z), axis=0))"),
    value: (k, a) => k.log(k.sum(k.exp(a))),
  },
  vec: {
    tex: "\\operatorname{vec}",
    usage: "vec(W1)",
    shape: ([a = []]) => [a.reduce((x, y) => x * y, 1), 1],
    value: (_k, a) => stacked(a),
  },
  // A mean over examples, where these are the entries of a row or a column.
  [EXPECTATION]: {
    tex: "\\mathbb{E}",
    usage: "E[delta]",
    shape: number("could be a mean over the examples, or over all entries: write mean( … , axis=1), or mean( … )"),
    value: (k, a) => k.divide(k.sum(a), a.data.length),
  },
};

/** What is made of the entries of a vector, and of a matrix as one. */
export const vectors: { readonly [name: string]: Structural } = Object.fromEntries(
  Object.entries(rows).map(([fn, { value, ...row }]): [string, Structural] => [
    fn,
    { ...row, arity: [1, 1], notation: true, value: (k, [a]) => value(k, a as TensorValue) },
  ]),
);
