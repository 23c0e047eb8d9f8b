import { type Formula, type FormulaNode, nodes, type Shape } from "./formula.ts";
import { nameOf, rangesFromUses, SUMOVER } from "./indexed.ts";
import { mapped } from "./mapped.ts";
import { shapeIf, shapeOf } from "./shape.ts";
import { fitsShape } from "./shape-rules.ts";
import type { Shapes } from "./shapes.ts";

/**
 * The formula with each Σ that has no limit over the rows of its matrices, where over their columns it has not the shape that is asked
 * for: an example x_i is a row of X where examples are rows.
 */
export function ranged(formula: Formula, shapes: Shapes, asked: Shape | undefined): Formula {
  const fits = ({ root }: Formula): boolean => {
    const shape = shapeOf(root, shapes);
    return shape.ok && (asked === undefined || fitsShape(shape.value, asked));
  };
  if (![...nodes(formula.root)].some(isOpenSum) || fits(formula)) return formula;
  const rows = { ...formula, root: mapped((node) => overRows(node, shapes))(formula.root) };
  return fits(rows) ? rows : formula;
}

const isOpenSum = (node: FormulaNode): boolean => node.kind === "call" && node.fn === SUMOVER && node.args.length === 2;

function overRows(node: FormulaNode, shapes: Shapes): FormulaNode {
  if (node.kind !== "call" || !isOpenSum(node)) return node;
  const [body, index] = node.args as readonly [FormulaNode, FormulaNode];
  const ranges = rangesFromUses(body, nameOf(index), (of) => shapeIf(of, shapes));
  const other = ranges?.[1];
  if (other === undefined) return node;
  return { ...node, args: [body, index, { kind: "number", value: other, from: node.from, to: node.to }] };
}
