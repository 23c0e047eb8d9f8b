import type { BinaryOp, Formula, FormulaNode, Shape } from "./formula.ts";
import { mapped } from "./mapped.ts";
import { shapeOf } from "./shape.ts";
import { combine, fitsShape, sameShape } from "./shape-rules.ts";
import type { Shapes } from "./shapes.ts";

const ENTRYWISE: ReadonlySet<BinaryOp> = new Set(["add", "subtract", "hadamard", "star", "divide"]);

/**
 * The formula as NumPy and MATLAB read it, where a column stands beside each column of a matrix, or a row beside each row: p ⊙ A as
 * (p 𝟏ᵀ) ⊙ A. On paper the sizes do not go together, so this is only read where nothing else has the shape that is asked for and the
 * whole then has it: where it has not, the sizes are what there is to say. A * that has sizes as a matrix product is read so last.
 */
export function stretch(formula: Formula, shapes: Shapes, asked: Shape | undefined): Formula {
  if (asked === undefined) return formula;
  const plain = shapeOf(formula.root, shapes);
  if (plain.ok && fitsShape(plain.value, asked)) return formula;
  // what a * is first: what it is on paper, then what it is in NumPy
  const readings = plain.ok ? (["hadamard"] as const) : (["star", "hadamard"] as const);
  const roots = readings.map((star) => mapped((node) => widened(node, shapes, star))(formula.root));
  const root = roots.find((one) => {
    const shape = shapeOf(one, shapes);
    return shape.ok && sameShape(shape.value, asked);
  });
  return root === undefined ? formula : { ...formula, root };
}

function widened(node: FormulaNode, shapes: Shapes, star: "star" | "hadamard"): FormulaNode {
  if (node.kind !== "binary" || !ENTRYWISE.has(node.op)) return node;
  const [left, right] = [shapeOf(node.left, shapes), shapeOf(node.right, shapes)];
  const op = node.op === "star" ? star : node.op;
  if (!left.ok || !right.ok || combine[op](left.value, right.value).ok) return node;
  const [a, b] = [wide(node.left, left.value, right.value), wide(node.right, right.value, left.value)];
  return a === null && b === null ? node : { ...node, left: a ?? node.left, right: b ?? node.right };
}

/** A row or a column as often as the other side has rows or columns; null where it does not lie along them. */
function wide(node: FormulaNode, [rows, columns]: Shape, [otherRows, otherColumns]: Shape): FormulaNode | null {
  if (rows === undefined || columns === undefined || otherRows === undefined || otherColumns === undefined) return null;
  if (rows === otherRows && columns === 1) return times(node, ones(node, 1, otherColumns));
  return columns === otherColumns && rows === 1 ? times(ones(node, otherRows, 1), node) : null;
}

const times = (left: FormulaNode, right: FormulaNode): FormulaNode => ({
  kind: "binary",
  op: "product",
  written: "",
  left,
  right,
  from: left.from,
  to: left.to,
});

function ones({ from, to }: FormulaNode, rows: number, columns: number): FormulaNode {
  const args = [rows, columns].map((value): FormulaNode => ({ kind: "number", value, from, to }));
  return { kind: "call", fn: "ones", primes: 0, args, from, to };
}
