import { fail, ok, type Result } from "#lib/core/result.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { type FormulaNode, type FormulaProblem, problemAt, type Shape } from "./formula.ts";
import { shapeWords } from "./shape-rules.ts";
import { nodeWords } from "./write.ts";

/** A matrix by its entries, as the grammar reads it: call "matrix" of the number of columns (0 for rows that differ) and the entries. */
export const MATRIX = "matrix";

type Call = Extract<FormulaNode, { kind: "call" }>;

const columnsOf = ({ args: [columns] }: Call): number => (columns?.kind === "number" ? columns.value : 0);

/** The heights of the rows of blocks and the widths of their columns; or what keeps them from standing together. */
type Grid = { readonly heights: readonly number[]; readonly widths: readonly number[] };

const sizesOf = ([rows = 1, columns = 1]: Shape): readonly [number, number] => [rows, columns];

/** Blocks of one row have one height, and blocks of one column one width; null where they have not. */
function gridOf(shapes: readonly Shape[], columns: number): Grid | null {
  const sizes = shapes.map(sizesOf);
  const heights = sizes.flatMap(([rows], i) => (i % columns === 0 ? [rows] : []));
  const widths = sizes.slice(0, columns).map(([, width]) => width);
  const together = sizes.every(
    ([rows, width], i) => rows === heights[Math.floor(i / columns)] && width === widths[i % columns],
  );
  return together ? { heights, widths } : null;
}

const total = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);

/** Entries are numbers, or matrices whose sizes go together: [W_1, b_1], [x; 1]. */
export function matrixShape(
  node: Call,
  shapeOf: (entry: FormulaNode) => Result<Shape, FormulaProblem>,
): Result<Shape, FormulaProblem> {
  const columns = columnsOf(node);
  if (columns === 0) return fail(problemAt(node, "matrix", "The rows of this matrix have different lengths."));
  const shapes: Shape[] = [];
  for (const entry of node.args.slice(1)) {
    const shape = shapeOf(entry);
    if (!shape.ok) return shape;
    shapes.push(shape.value);
  }
  const grid = gridOf(shapes, columns);
  if (grid !== null) return ok([total(grid.heights), total(grid.widths)]);
  const large = node.args.slice(1).findIndex((_, i) => (shapes[i] as Shape).some((size) => size !== 1));
  const entry = node.args[large + 1] as FormulaNode;
  const words = `${nodeWords(entry)} is ${shapeWords(shapes[large] as Shape)}`;
  return fail(
    problemAt(
      entry,
      "matrix",
      `A matrix that is written out holds numbers, or blocks of one height in a row, and ${words}.`,
    ),
  );
}

export function matrixOf(node: Call, entries: readonly TensorValue[]): TensorValue {
  const columns = columnsOf(node);
  const grid = gridOf(
    entries.map(({ shape }) => shape),
    columns,
  );
  if (grid === null) throw new Error("blocks whose sizes do not go together");
  const { heights, widths } = grid;
  const data = heights.flatMap((height, row) =>
    Array.from({ length: height }, (_, i) =>
      widths.flatMap((width, column) => {
        const block = entries[row * columns + column] as TensorValue;
        return Array.from(block.data.subarray(i * width, (i + 1) * width));
      }),
    ).flat(),
  );
  return { shape: [total(heights), total(widths)], data: Float64Array.from(data) };
}
