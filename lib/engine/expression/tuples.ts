import { fail, ok, type Result } from "#lib/core/result.ts";
import { MATRIX } from "./entries.ts";
import { type Formula, type FormulaNode, type FormulaProblem, nodes, problemAt, type Shape } from "./formula.ts";
import { mapped } from "./mapped.ts";
import { shapeOf } from "./shape.ts";
import { fitsShape } from "./shape-rules.ts";
import type { Shapes } from "./shapes.ts";

/** How (a, b, c) lies. */
export type Lie = "column" | "row";

const isTuple = (node: FormulaNode): boolean => node.kind === "call" && node.fn === MATRIX && node.typed === "tuple";

/** The formula with each (a, b, c) as a column, which is how the grammar reads it, or as a row. */
export function lying(read: Result<Formula, FormulaProblem>, how: Lie): Result<Formula, FormulaProblem> {
  if (!read.ok || how === "column") return read;
  const root = mapped((node) => {
    if (!isTuple(node) || node.kind !== "call") return node;
    const [, ...entries] = node.args;
    const columns: FormulaNode = { kind: "number", value: entries.length, from: node.from, to: node.to };
    return { ...node, args: [columns, ...entries] };
  })(read.value.root);
  return ok({ ...read.value, root });
}

/**
 * A formula in which (a, b, c) is a column or a row, whichever alone gives the whole the shape that is asked for: on paper a column is
 * written so, and so is its transpose. Where nothing is asked for, or neither fits, it is a column.
 *
 * @param read reads the text with each (a, b, c) lying so.
 */
export function withTuples(
  text: string,
  shapes: Shapes,
  asked: Shape | undefined,
  read: (how: Lie) => Result<Formula, FormulaProblem>,
): Result<Formula, FormulaProblem> {
  const column = read("column");
  if (asked === undefined || !/\(.*,/s.test(text)) return column;
  const row = read("row");
  const tuple = [column, row].flatMap((one) => (one.ok ? [...nodes(one.value.root)].find(isTuple) ?? [] : []))[0];
  if (tuple === undefined) return column;
  const fitting = [column, row].filter((one) => {
    const shape = one.ok ? shapeOf(one.value.root, shapes) : null;
    return shape?.ok && fitsShape(shape.value, asked);
  });
  if (fitting.length < 2) return fitting[0] ?? column;
  const typed = text.slice(tuple.from, tuple.to);
  return fail(problemAt(tuple, "tuple", `${typed} could be a column or a row here. Write [a; b] or [a, b].`));
}
