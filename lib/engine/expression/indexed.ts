import { fail, ok, type Result } from "#lib/core/result.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { type FormulaNode, type FormulaProblem, nodes, problemAt, type Shape } from "./formula.ts";

/** Σ over an index, as the grammar reads it: call "sumover" of body, index and, where it is written, the upper limit. */
export const SUMOVER = "sumover";
/** One example or entry of a symbol: call "at" of the symbol and one or two indices; of two, one may be ALL. */
export const AT = "at";
/** The colon of X_{i,:}, which stands for all columns, or rows. */
export const ALL = ":";
/** A formula for each entry: call "each" of the entry, the indices of its row and column, and the numbers of rows and columns. */
export const EACH = "each";
/** δ_{ij}: 1 where two indices agree, else 0. */
export const KRONECKER = "kronecker";
/** What a bar over a symbol makes of it, as in \bar{\Delta}; not a word, so that \bar is no function. */
export const BAR = "mean under a bar";
/** E[ … ], the mean over examples; not a word, so that E stays free for names. */
export const EXPECTATION = "mean as an expectation";

/** Most sums that may stand inside each other. */
export const NESTED = 3;

export type Call = Extract<FormulaNode, { kind: "call" }>;

export const nameOf = (node: FormulaNode | undefined): string => (node?.kind === "symbol" ? node.name : "");

/** The indices that sums of this formula bind. */
export function boundIndices(root: FormulaNode): ReadonlySet<string> {
  const bound = new Set<string>();
  for (const node of nodes(root)) if (node.kind === "call" && node.fn === SUMOVER) bound.add(nameOf(node.args[1]));
  return bound;
}

/** How far an index runs, from what it picks in the body: entries of a column or a row, columns of a matrix, or else its rows. */
export function rangeFromUses(
  body: FormulaNode,
  index: string,
  shapeOf: (of: FormulaNode) => Shape | undefined,
): number | null {
  return rangesFromUses(body, index, shapeOf)?.[0] ?? null;
}

/** All ranges that suit what an index picks; null where it picks nothing. */
export function rangesFromUses(
  body: FormulaNode,
  index: string,
  shapeOf: (of: FormulaNode) => Shape | undefined,
): readonly number[] | null {
  let ranges: readonly number[] | null = null;
  for (const node of nodes(body)) {
    if (node.kind !== "call" || node.fn !== AT) continue;
    const shape = shapeOf(node.args[0] as FormulaNode);
    const place = node.args.slice(1).findIndex((arg) => nameOf(arg) === index);
    if (place < 0 || shape?.length !== 2) continue;
    const [rows = 1, columns = 1] = shape;
    const alone = columns === 1 ? [rows] : rows === 1 ? [columns] : [columns, rows];
    const sizes = node.args.length === 3 ? [place === 0 ? rows : columns] : alone;
    ranges = ranges === null ? sizes : ranges.filter((size) => sizes.includes(size));
  }
  return ranges;
}

/** Which axis of a matrix an index with this range picks from; the columns where both would do. */
export const axisFor = (shape: Shape, range: number): 0 | 1 | null =>
  shape[1] === range ? 1 : shape[0] === range ? 0 : null;

/** Column k (1-based), or row k as a column: an example is a column, however the examples are stored. */
export function pick({ shape, data }: TensorValue, range: number, k: number): TensorValue {
  const [rows = 1, columns = 1] = shape;
  if (axisFor(shape, range) === 1)
    return {
      shape: [rows, 1],
      data: Float64Array.from({ length: rows }, (_, i) => data[i * columns + k - 1] as number),
    };
  return { shape: [columns, 1], data: data.slice((k - 1) * columns, k * columns) };
}

export const entry = ({ shape, data }: TensorValue, row: number, column: number): TensorValue => ({
  shape: [],
  data: Float64Array.of(data[(row - 1) * (shape[1] ?? 1) + column - 1] as number),
});

/** A row as a row and a column as a column, X_{i,:} and X_{:,j}: the whole, the number of the row or null, and of the column. */
export function slice({ shape, data }: TensorValue, row: number | null, column: number | null): TensorValue {
  const [rows = 1, columns = 1] = shape;
  if (row !== null) return { shape: [1, columns], data: data.slice((row - 1) * columns, row * columns) };
  const at = (i: number) => data[i * columns + (column ?? 1) - 1] as number;
  return { shape: [rows, 1], data: Float64Array.from({ length: rows }, (_, i) => at(i)) };
}

/** X_{i,:} is a row, and X_{:,j} a column. */
export function sliceShape(indices: readonly FormulaNode[], [rows = 1, columns = 1]: Shape): Shape {
  const all = indices.findIndex((index) => nameOf(index) === ALL);
  return all < 0 ? [] : all === 1 ? [1, columns] : [rows, 1];
}

/** y_1 of a row or a column is a number, and x_1 of X a column; of a matrix by its own name it could be a row as well. */
export function numberedShape(
  node: Call,
  index: number,
  words: string,
  [rows = 1, columns = 1]: Shape,
): Result<Shape, FormulaProblem> {
  const vector = columns === 1 || rows === 1;
  if (!vector && node.typed !== "column")
    return fail(
      problemAt(node, "index", `${words} is ${rows}×${columns}, and its ${index} could be a row or a column.`),
    );
  if (index < 1 || index > (columns === 1 ? rows : columns))
    return fail(problemAt(node, "index", `${words} is ${rows}×${columns} and has no ${index}.`));
  return ok(vector ? [] : [rows, 1]);
}
