import { fail, ok, type Result } from "#lib/core/result.ts";
import type { TensorValue } from "#lib/core/value.ts";
import { type FormulaNode, type FormulaProblem, problemAt, type Shape } from "./formula.ts";
import { shapeWords } from "./shape-rules.ts";
import { nodeWords } from "./write.ts";

/** A matrix by its entries, as the grammar reads it: call "matrix" of the number of columns (0 for rows that differ) and the entries. */
export const MATRIX = "matrix";

type Call = Extract<FormulaNode, { kind: "call" }>;

const columnsOf = ({ args: [columns] }: Call): number => (columns?.kind === "number" ? columns.value : 0);

export function matrixShape(
  node: Call,
  shapeOf: (entry: FormulaNode) => Result<Shape, FormulaProblem>,
): Result<Shape, FormulaProblem> {
  const columns = columnsOf(node);
  if (columns === 0) return fail(problemAt(node, "matrix", "The rows of this matrix have different lengths."));
  for (const entry of node.args.slice(1)) {
    const shape = shapeOf(entry);
    if (!shape.ok) return shape;
    const words = `${nodeWords(entry)} is ${shapeWords(shape.value)}`;
    if (shape.value.some((size) => size !== 1))
      return fail(problemAt(entry, "matrix", `A matrix that is written out holds numbers, and ${words}.`));
  }
  return ok([(node.args.length - 1) / columns, columns]);
}

export const matrixOf = (node: Call, entries: readonly TensorValue[]): TensorValue => ({
  shape: [entries.length / columnsOf(node), columnsOf(node)],
  data: Float64Array.from(entries, ({ data }) => data[0] as number),
});
